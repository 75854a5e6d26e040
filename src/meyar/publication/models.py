"""
The wall: frozen copies of what the public may see. No relation leaves this app, and no row is ever changed.

Fractions are text "n/d"; a column *_micro beside one is its floor in millionths, for sorting and filtering only.
Texts that an edition of the Rules carries (grades, criteria, parameters) are read from the issue's rulebook.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Issue(models.Model):
    """The published results of a round. A correction is a new issue that names the one it replaces."""

    code = models.SlugField(max_length=48, unique=True)  # "2015-1"
    round_code = models.SlugField(max_length=32)
    year = models.PositiveIntegerField()
    number = models.PositiveIntegerField()  # 1 for the first issue of the round
    current = models.BooleanField()  # the one column that changes: False once a correction replaces it
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    reason = models.TextField(blank=True)  # why it replaces the earlier one
    demonstration = models.BooleanField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=200)
    rulebook_code = models.CharField(max_length=64)
    rulebook_sha256 = models.CharField(max_length=64)
    rulebook_json = models.TextField()
    reconstructed = models.BooleanField()  # some of the edition's points, bands or wording are assumed
    list_code = models.CharField(max_length=64)
    list_title_az = models.CharField(max_length=500)
    list_title_en = models.CharField(max_length=500, blank=True)
    list_title_ru = models.CharField(max_length=500, blank=True)
    list_sha256 = models.CharField(max_length=64)
    answers_sha256 = models.CharField(max_length=64)
    results_sha256 = models.CharField(max_length=64)
    bodies = models.PositiveIntegerField()
    services = models.PositiveIntegerField()
    electronised = models.PositiveIntegerField()
    not_electronised = models.PositiveIntegerField()
    undetermined = models.PositiveIntegerField()
    nothing_applies = models.PositiveIntegerField()
    content_sha256 = models.CharField(max_length=64)  # of the canonical JSON of all its rows

    class Meta:
        ordering = ["year", "number"]
        constraints = [
            models.UniqueConstraint(fields=["round_code", "number"], name="issues_of_a_round_are_numbered"),
            models.UniqueConstraint(
                fields=["round_code"], condition=Q(current=True), name="a_round_has_one_current_issue"
            ),
            models.CheckConstraint(
                condition=Q(
                    services=models.F("electronised") + models.F("not_electronised") + models.F("undetermined")
                ),
                name="every_service_is_electronised_or_not_or_undetermined",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class IssueGrade(models.Model):
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="grades")
    code = models.CharField(max_length=64)
    position = models.PositiveIntegerField()  # 1 is the lowest
    title_az = models.CharField(max_length=100)
    title_en = models.CharField(max_length=100, blank=True)
    title_ru = models.CharField(max_length=100, blank=True)
    services = models.PositiveIntegerField()

    class Meta:
        ordering = ["issue", "position"]
        constraints = [models.UniqueConstraint(fields=["issue", "code"], name="a_grade_is_counted_once_in_an_issue")]


class IssueCriterion(models.Model):
    """The national figures of a criterion: over the graded services to which it applies."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=64)
    position = models.PositiveIntegerField()
    title_az = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    title_ru = models.CharField(max_length=300, blank=True)
    median_of_bodies = models.CharField(max_length=200, blank=True)  # median of the bodies' mean percents
    mean = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["issue", "position"]
        constraints = [models.UniqueConstraint(fields=["issue", "code"], name="a_criterion_stands_once_in_an_issue")]


class IssueBody(models.Model):
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="issue_bodies")
    code = models.SlugField(max_length=64)
    kind = models.CharField(max_length=32)
    name_az = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    name_ru = models.CharField(max_length=300, blank=True)
    abbreviation = models.CharField(max_length=32, blank=True)
    site_address = models.CharField(max_length=500, blank=True)
    certainty = models.CharField(max_length=200, blank=True)
    sort_key = models.CharField(max_length=600)
    search_key = models.TextField()
    services = models.PositiveIntegerField()
    electronised = models.PositiveIntegerField()
    not_electronised = models.PositiveIntegerField()
    graded = models.PositiveIntegerField()
    grade_counts = models.JSONField()  # {"qeyri_kafi": 3, ...}, every grade of the edition
    mean_percent = models.CharField(max_length=300, blank=True)  # over its graded services
    mean_percent_micro = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["issue", "sort_key"]
        constraints = [models.UniqueConstraint(fields=["issue", "code"], name="a_body_stands_once_in_an_issue")]


class IssueBodyCriterion(models.Model):
    """A body's mean percent on one criterion, over its graded services to which the criterion applies."""

    body = models.ForeignKey(IssueBody, on_delete=models.CASCADE, related_name="criteria")
    criterion = models.CharField(max_length=64)
    services = models.PositiveIntegerField()
    mean = models.CharField(max_length=300)
    mean_micro = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "criterion"], name="a_body_has_one_mean_per_criterion")]


class IssueService(models.Model):
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="issue_services")
    body = models.ForeignKey(IssueBody, on_delete=models.CASCADE, related_name="issue_services")
    code = models.SlugField(max_length=64)
    number = models.CharField(max_length=32)
    position = models.PositiveIntegerField()  # order in the List
    title_az = models.CharField(max_length=1000)
    title_en = models.CharField(max_length=1000, blank=True)
    title_ru = models.CharField(max_length=1000, blank=True)
    sort_key = models.CharField(max_length=2000)
    search_key = models.TextField()  # folded: titles, body's names and abbreviation, number
    nature = models.CharField(max_length=16)
    audience = models.CharField(max_length=16)
    fee = models.CharField(max_length=16)
    stated_time = models.CharField(max_length=200, blank=True)
    uses_per_year = models.PositiveBigIntegerField(null=True, blank=True)
    site_address = models.CharField(max_length=500, blank=True)
    portal_address = models.CharField(max_length=500, blank=True)
    demonstration = models.BooleanField()
    state = models.CharField(max_length=16)  # graded, not_electronised, undetermined, nothing_applies
    electronised = models.BooleanField(null=True)  # None: undetermined, or the edition has no gate
    gate_reason = models.TextField(blank=True)
    gate_evidence = models.TextField(blank=True)
    gate_detail = models.CharField(max_length=16, blank=True)
    grade = models.CharField(max_length=64, blank=True)
    grade_position = models.PositiveIntegerField(default=0)  # 0 when not graded
    possible_grades = models.CharField(max_length=300, blank=True)
    points = models.CharField(max_length=100, blank=True)
    maximum = models.CharField(max_length=100, blank=True)
    percent = models.CharField(max_length=200, blank=True)
    percent_micro = models.BigIntegerField(null=True, blank=True)
    rank = models.PositiveIntegerField(null=True, blank=True)
    to_next = models.CharField(max_length=200, blank=True)
    next_grade = models.CharField(max_length=64, blank=True)
    # the shortest way to the next grade: {"percent": "n/d", "grade": code, "steps": [{parameter, from, to, points}]}
    path = models.JSONField(null=True, blank=True)
    # at weights of the criteria within +-25 %: {"lowest": "n/d", "highest": "n/d", "grades": [codes]}
    weight_box = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["issue", "position"]
        constraints = [models.UniqueConstraint(fields=["issue", "code"], name="a_service_stands_once_in_an_issue")]
        indexes = [
            models.Index(fields=["issue", "sort_key"], name="issue_service_by_title"),
            models.Index(fields=["issue", "percent_micro"], name="issue_service_by_percent"),
            models.Index(fields=["issue", "state", "grade"], name="issue_service_by_grade"),
            models.Index(fields=["code"], name="issue_service_by_code"),
        ]


class IssueCriterionScore(models.Model):
    service = models.ForeignKey(IssueService, on_delete=models.CASCADE, related_name="criterion_scores")
    criterion = models.CharField(max_length=64)
    points = models.CharField(max_length=100)
    maximum = models.CharField(max_length=100)
    percent = models.CharField(max_length=200, blank=True)  # empty when nothing of the criterion applies
    percent_micro = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "criterion"], name="a_service_has_one_score_per_criterion")
        ]
        indexes = [models.Index(fields=["criterion", "percent_micro"], name="criterion_score_by_percent")]


class IssueAnswer(models.Model):
    service = models.ForeignKey(IssueService, on_delete=models.CASCADE, related_name="answers")
    parameter = models.CharField(max_length=64)
    criterion = models.CharField(max_length=64)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=16)
    level = models.CharField(max_length=64, blank=True)
    points = models.CharField(max_length=100, blank=True)  # empty unless the parameter counted
    maximum = models.CharField(max_length=100, blank=True)
    share = models.CharField(max_length=200, blank=True)  # percentage points it brings to the total
    inherited = models.BooleanField()  # answered once for the body
    reason = models.TextField(blank=True)
    evidence = models.TextField(blank=True)

    class Meta:
        ordering = ["service", "position"]
        constraints = [
            models.UniqueConstraint(fields=["service", "parameter"], name="a_published_parameter_has_one_answer")
        ]


class Move(models.Model):
    """How one service changed from one issue to the next one under the same edition of the Rules."""

    earlier = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="moves_away")
    later = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="moves_here")
    service = models.ForeignKey(IssueService, on_delete=models.CASCADE, related_name="moves")  # in the later issue
    earlier_state = models.CharField(max_length=16)
    earlier_grade = models.CharField(max_length=64, blank=True)
    earlier_percent = models.CharField(max_length=200, blank=True)
    change = models.CharField(max_length=300, blank=True)  # percentage points; empty unless graded in both
    change_micro = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "service"], name="a_service_moves_once_between_issues")
        ]
        indexes = [models.Index(fields=["later", "change_micro"], name="move_by_size")]


class Chart(models.Model):
    """A picture drawn when an issue was published, over all issues current then."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="charts")  # whose publication drew it
    kind = models.CharField(max_length=32)  # "years"
    language = models.CharField(max_length=2)
    variant = models.CharField(max_length=16)  # wide, narrow
    svg = models.TextField()
    issues_sha256 = models.CharField(max_length=64)  # of the content hashes of the issues it shows

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue", "kind", "language", "variant"], name="a_chart_is_drawn_once")
        ]
