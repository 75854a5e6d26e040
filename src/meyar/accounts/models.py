from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from meyar.accounts.choices import Role
from meyar.common.actors import Actor


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(username=username)


class Person(AbstractBaseUser):
    """Somebody who signs in. One role; a deactivated person can do nothing from the next request on."""

    username = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=32, choices=Role.choices)
    is_active = models.BooleanField(default=True)
    demonstration = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="a_person_has_a_known_role"),
        ]

    def __str__(self) -> str:
        return self.name

    def as_actor(self) -> Actor:
        return Actor(id=f"person:{self.username}", name=self.name, role=self.role)

    def get_short_name(self) -> Any:
        return self.name


class SignInCount(models.Model):
    """Attempts to sign in with one name from one address, known or not, since the last one that succeeded."""

    name = models.CharField(max_length=64)
    address = models.CharField(max_length=64)
    attempts = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "address"], name="attempts_of_a_name_and_address_are_counted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.address}"
