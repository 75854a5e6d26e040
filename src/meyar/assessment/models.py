from __future__ import annotations

from django.db import models
from django.db.models import Q

from meyar.assessment.choices import AnswerKind, ResultState, RoundState


class Round(models.Model):
    """One assessment year: one frozen edition of the List under one edition of the Rules in force."""

    code = models.SlugField(max_length=32, unique=True)
    year = models.PositiveIntegerField()
    list_edition = models.ForeignKey("registry.ListEdition", on_delete=models.PROTECT, related_name="rounds")
    rulebook = models.ForeignKey("rulebooks.RulebookEdition", on_delete=models.PROTECT, related_name="rounds")
    state = models.CharField(max_length=16, choices=RoundState.choices, default=RoundState.PLANNED)
    demonstration = models.BooleanField(default=False)  # synthetic answers: carried into every issue and document
    answers_sha256 = models.CharField(max_length=64, blank=True)  # of the canonical answers, set by assess_round
    results_sha256 = models.CharField(max_length=64, blank=True)
    assessed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["year", "code"]

    def __str__(self) -> str:
        return self.code


class Answer(models.Model):
    """What was found for one parameter of one service, or of one body (then all its services inherit it)."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="answers")
    entry = models.ForeignKey(
        "registry.ListEntry", null=True, blank=True, on_delete=models.PROTECT, related_name="answers"
    )
    body = models.ForeignKey("registry.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="answers")
    parameter = models.CharField(max_length=64)  # a code of the round's rulebook, or the gate "electronised"
    kind = models.CharField(max_length=16, choices=AnswerKind.choices)
    level = models.CharField(max_length=64, blank=True)
    detail = models.CharField(max_length=16, blank=True)  # of the gate: none, partly, fully
    reason = models.TextField(blank=True)
    evidence = models.TextField(blank=True)  # reference to the evidence, empty for demonstration answers
    demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(entry__isnull=False, body__isnull=True) | Q(entry__isnull=True, body__isnull=False),
                name="an_answer_is_about_a_service_or_a_body",
            ),
            models.CheckConstraint(
                condition=(Q(kind=AnswerKind.LEVEL) & ~Q(level="")) | (~Q(kind=AnswerKind.LEVEL) & Q(level="")),
                name="an_answer_has_a_level_exactly_when_it_is_one",
            ),
            models.UniqueConstraint(
                fields=["round", "entry", "parameter"],
                condition=Q(entry__isnull=False),
                name="one_answer_per_parameter_of_a_service",
            ),
            models.UniqueConstraint(
                fields=["round", "body", "parameter"],
                condition=Q(body__isnull=False),
                name="one_answer_per_parameter_of_a_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parameter}={self.level or self.kind}"


class Result(models.Model):
    """The exact result of one service. Fractions are text "n/d"; percent_micro is their floor in millionths of 1 %."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="results")
    entry = models.ForeignKey("registry.ListEntry", on_delete=models.PROTECT, related_name="results")
    state = models.CharField(max_length=16, choices=ResultState.choices)
    grade = models.CharField(max_length=64, blank=True)
    possible_grades = models.CharField(max_length=300, blank=True)  # joined by "/", for undetermined services
    points = models.CharField(max_length=100, blank=True)
    maximum = models.CharField(max_length=100, blank=True)
    percent = models.CharField(max_length=200, blank=True)
    percent_micro = models.BigIntegerField(null=True, blank=True)
    to_next = models.CharField(max_length=200, blank=True)  # missing percentage points; empty at the top
    rank = models.PositiveIntegerField(null=True, blank=True)  # 1224, by the exact percent
    rulebook_sha256 = models.CharField(max_length=64)
    answers_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "entry"], name="one_result_per_service_of_a_round"),
            models.CheckConstraint(
                condition=(Q(state=ResultState.GRADED) & ~Q(grade="")) | (~Q(state=ResultState.GRADED) & Q(grade="")),
                name="exactly_graded_services_have_a_grade",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.state} {self.grade}"
