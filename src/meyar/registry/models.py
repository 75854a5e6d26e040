"""Bodies, services and the editions of the List. Dates are half-open: valid_from <= day < valid_to; empty is open."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from meyar.registry.choices import Audience, BodyKind, Fee, Nature, SuccessionKind


class Body(models.Model):
    """A state body. Keeps its identity when it is renamed; a body that merges or splits has successors."""

    code = models.SlugField(max_length=64, unique=True)
    kind = models.CharField(max_length=32, choices=BodyKind.choices)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    certainty = models.CharField(max_length=200, blank=True)  # how sure the register is: "named in sources"
    demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lt=F("valid_to")),
                name="a_body_begins_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class BodyName(models.Model):
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="names")
    name_az = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    name_ru = models.CharField(max_length=300, blank=True)
    abbreviation = models.CharField(max_length=32, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    sort_key = models.CharField(max_length=600, db_index=True)  # Azerbaijani order
    search_key = models.TextField()  # folded: names in three languages and the abbreviation

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["body", "valid_from"], name="one_name_of_a_body_begins_on_a_day"),
        ]

    def __str__(self) -> str:
        return self.name_az


class BodySite(models.Model):
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="sites")
    address = models.CharField(max_length=500)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["address"]

    def __str__(self) -> str:
        return self.address


class Succession(models.Model):
    """A body that ended and one that took over its duties; a body may have several of either."""

    predecessor = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="inheritances")
    kind = models.CharField(max_length=16, choices=SuccessionKind.choices)
    on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="a_body_succeeds_another_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="no_body_succeeds_itself"),
        ]


class Service(models.Model):
    """One e-service. Its code outlives changes of title, owner and number in the List."""

    code = models.SlugField(max_length=64, unique=True)
    nature = models.CharField(max_length=16, choices=Nature.choices, default=Nature.UNKNOWN)
    audience = models.CharField(max_length=16, choices=Audience.choices, default=Audience.UNKNOWN)
    fee = models.CharField(max_length=16, choices=Fee.choices, default=Fee.UNKNOWN)
    stated_time = models.CharField(max_length=200, blank=True)  # as the body states it: "10 iş günü"
    uses_per_year = models.PositiveBigIntegerField(null=True, blank=True)
    site_address = models.CharField(max_length=500, blank=True)
    portal_address = models.CharField(max_length=500, blank=True)
    demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class ServiceTitle(models.Model):
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="titles")
    title_az = models.CharField(max_length=1000)
    title_en = models.CharField(max_length=1000, blank=True)
    title_ru = models.CharField(max_length=1000, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    sort_key = models.CharField(max_length=2000)
    search_key = models.TextField()

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.title_az


class ServiceOwner(models.Model):
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="owners")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="owned_services")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)


class ListEdition(models.Model):
    """The List as it stood on a date. Once frozen into a round it no longer changes."""

    code = models.SlugField(max_length=64, unique=True)
    title_az = models.CharField(max_length=500)
    title_en = models.CharField(max_length=500, blank=True)
    title_ru = models.CharField(max_length=500, blank=True)
    in_force_on = models.DateField()
    source = models.CharField(max_length=500, blank=True)
    frozen = models.BooleanField(default=False)
    sha256 = models.CharField(max_length=64, blank=True)  # of the canonical JSON of its entries, set when frozen
    demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["in_force_on"]

    def __str__(self) -> str:
        return self.code


class ListEntry(models.Model):
    """One line of an edition of the List: which body owes which service, under which number and title."""

    edition = models.ForeignKey(ListEdition, on_delete=models.CASCADE, related_name="entries")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="entries")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="entries")
    number = models.CharField(max_length=32)  # as printed: "20.3"
    position = models.PositiveIntegerField()  # order in the List, from 1
    title_az = models.CharField(max_length=1000)
    title_en = models.CharField(max_length=1000, blank=True)
    title_ru = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "service"], name="a_service_stands_once_in_an_edition"),
            models.UniqueConstraint(fields=["edition", "position"], name="a_position_of_the_list_is_taken_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title_az}"
