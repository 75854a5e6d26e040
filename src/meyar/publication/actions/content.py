from __future__ import annotations

import hashlib
from typing import Any

import rfc8785

from meyar.publication.models import Issue, IssueAnswer, IssueCriterionScore

_HEAD = (
    "round_code", "year", "demonstration", "rulebook_sha256", "list_code", "list_sha256", "answers_sha256",
    "results_sha256", "bodies", "services", "electronised", "not_electronised", "undetermined", "nothing_applies",
)  # fmt: skip
_BODY = ("code", "kind", "name_az", "name_en", "name_ru", "abbreviation", "site_address", "certainty", "services",
         "electronised", "not_electronised", "graded", "grade_counts", "mean_percent")  # fmt: skip
_SERVICE = (
    "code", "body__code", "number", "position", "title_az", "title_en", "title_ru", "nature", "audience", "fee",
    "stated_time", "uses_per_year", "site_address", "portal_address", "demonstration", "state", "electronised",
    "gate_reason", "gate_evidence", "gate_detail", "grade", "possible_grades", "points", "maximum", "percent", "rank",
    "to_next", "next_grade", "path", "weight_box",
)  # fmt: skip
_SCORE = ("service__code", "criterion", "points", "maximum", "percent")
_ANSWER = (
    "service__code", "parameter", "kind", "level", "points", "maximum", "share", "inherited", "reason", "evidence",
)  # fmt: skip


def damaged_issues() -> list[Issue]:
    """Issues whose rows no longer have the content hash they were published with. Five queries an issue."""
    return [issue for issue in Issue.objects.all() if content_sha256(issue) != issue.content_sha256]


def content_sha256(issue: Issue) -> str:
    """
    Of the RFC 8785 JSON of what the issue says, without its number, date and people. Five queries.

    Two issues with the same results have the same content; any changed cell gives another.
    """
    statement: dict[str, Any] = {
        "issue": {field: getattr(issue, field) for field in _HEAD},
        "grades": [list(row) for row in issue.grades.order_by("position").values_list("code", "services")],
        "bodies": [list(row) for row in issue.issue_bodies.order_by("code").values_list(*_BODY)],
        "services": [list(row) for row in issue.issue_services.order_by("code").values_list(*_SERVICE)],
        "scores": [
            list(row)
            for row in IssueCriterionScore.objects.filter(service__issue=issue)
            .order_by("service__code", "criterion")
            .values_list(*_SCORE)
        ],
        "answers": [
            list(row)
            for row in IssueAnswer.objects.filter(service__issue=issue)
            .order_by("service__code", "position")
            .values_list(*_ANSWER)
        ],
    }
    return hashlib.sha256(rfc8785.dumps(statement)).hexdigest()
