"""
Published issues without the house behind them: an edition of two criteria and rows scored by the real engine.

    RULES: M1 automation (none 0, partial 10, full 20), register (no 0, yes 10; may not apply), body's site (no 0, yes 10);
           M2 forms (no 0, yes 10), status (no 0, yes 10). 60 points: 30 = 50 %, 42 = 70 %, 54 = 90 %.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fractions import Fraction
from hashlib import sha256
from statistics import median
from typing import Any

from meyar.common.azerbaijani import fold, sort_key
from meyar.common.fractions import fraction_text, micro
from meyar.publication.models import (
    Issue,
    IssueAnswer,
    IssueBody,
    IssueBodyCriterion,
    IssueCriterion,
    IssueCriterionScore,
    IssueGrade,
    IssueService,
    Move,
)
from meyar.scoring import Answer, Edition, Scorecard, parse_answer, parse_edition, score


@dataclass(frozen=True)
class Offered:
    """A service as a round found it. `answers` in the order of the edition: "full yes yes yes yes"."""

    code: str
    body: str = "justice"
    answers: str = "full yes yes yes yes"
    electronised: bool | None = True
    title_az: str = ""
    title_en: str = ""
    rows: dict[str, Any] = field(default_factory=dict)  # further columns of IssueService


NAMES = {
    "justice": ("Ədliyyə Nazirliyi", "Ministry of Justice", "Министерство юстиции", "ƏN"),
    "ecology": ("Ekologiya Nazirliyi", "Ministry of Ecology", "", "ETSN"),
    "tax": ("Vergilər Nazirliyi", "Ministry of Taxes", "Министерство налогов", "VN"),
}


def rules(
    code: str = "2014",
    *,
    note: str = "",
    gate: bool = True,
    weight: str = "",
    points: str = "source",
    full: str = "20",
) -> Edition:
    """An edition; another code, weight of M1, points of full automation or provenance of points gives other Rules."""
    question = '{az: "%s?", en: "%s in English?", ru: "%s по-русски?"}'
    gated = f"gate: {{code: electronised, question: {question % (('Elektrondur',) * 3)}, guidance: {{az: Baxın}}}}"
    return parse_edition(
        f"""
format: 1
code: "{code}"
title: {{az: "Qaydalar {code}", en: "Rules {code}", ru: "Правила {code}"}}
act: {{title: {{az: "Qərar {code}", en: "Decision {code}"}}, number: "1", in_force_on: 2014-02-01, source: "x"}}
{f'note: {{az: "{note}", en: "{note}"}}' if note else ""}
policy: {{not_applicable: exclude_within_criterion, unreachable: not_assessed, nothing_applies: own_state,
          edges: lower_closed}}
grades:
  - {{code: qeyri_kafi, from: "0", title: {{az: Qeyri-kafi, en: Insufficient, ru: Неудовлетворительно}}}}
  - {{code: kafi, from: "50", title: {{az: Kafi, en: Sufficient, ru: Удовлетворительно}}}}
  - {{code: yaxsi, from: "70", title: {{az: Yaxşı, en: Good, ru: Хорошо}}}}
  - {{code: ela, from: "90", title: {{az: Əla, en: Excellent, ru: Отлично}}}}
{gated if gate else ""}
criteria:
  - code: M1
    title: {{az: Elektronlaşma, en: Electronisation, ru: Электронизация}}
    {f'weight: "{weight}"' if weight else ""}
    parameters:
{_parameter("automation", f"none 0 partial 10 full {full}", points=points)}
{_parameter("register", "no 0 yes 10", na=True, points=points)}
{_parameter("site", "no 0 yes 10", scope="body", points=points)}
  - code: M2
    title: {{az: Açıqlıq, en: Openness, ru: Открытость}}
    parameters:
{_parameter("forms", "no 0 yes 10", points=points)}
{_parameter("status", "no 0 yes 10", points=points)}
""",
        name="factory",
    )


def publish(
    year: int = 2015,
    services: Sequence[Offered] = (Offered("s-1"),),
    *,
    edition: Edition | None = None,
    round_code: str = "",
    replaces: Issue | None = None,
    reason: str = "",
    demonstration: bool = False,
    published_at: datetime | None = None,
) -> Issue:
    """Freeze the services as the current issue of the round; `replaces` makes it a correction."""
    rules_used = edition or rules()
    round_code = round_code or str(year)
    cards = [_card(rules_used, service) for service in services]
    number = replaces.number + 1 if replaces else 1
    if replaces:
        Issue.objects.filter(pk=replaces.pk).update(current=False)
    grades = Counter(card.grade for card in cards)
    undetermined = sum(service.electronised is None for service in services) if rules_used.gate else 0
    without = sum(card.state.value == "not_electronised" for card in cards)
    issue = Issue.objects.create(
        code=f"{round_code}-{number}",
        round_code=round_code,
        year=year,
        number=number,
        current=True,
        replaces=replaces,
        reason=reason,
        demonstration=demonstration,
        published_at=published_at or datetime(year + 1, 2, 12, 9, number, tzinfo=UTC),
        published_by="The agency",
        rulebook_code=rules_used.code,
        rulebook_sha256=rules_used.sha256,
        rulebook_json=rules_used.canonical_json.decode(),
        reconstructed=rules_used.has_assumed,
        list_code=f"list-{year}",
        list_title_az=f"Siyahı {year}",
        list_sha256="c" * 64,
        answers_sha256="b" * 64,
        results_sha256="a" * 64,
        bodies=len({service.body for service in services}),
        services=len(services),
        electronised=len(services) - without - undetermined,
        not_electronised=without,
        undetermined=undetermined,
        nothing_applies=sum(card.state.value == "nothing_applies" for card in cards),
        content_sha256=sha256(f"{round_code}-{number}".encode()).hexdigest(),
    )
    IssueGrade.objects.bulk_create(
        IssueGrade(
            issue=issue, code=grade.code, position=position, services=grades[grade.code],
            title_az=grade.title.az, title_en=grade.title.en or "", title_ru=grade.title.ru or "",
        )
        for position, grade in enumerate(rules_used.grades, start=1)
    )  # fmt: skip
    bodies = _bodies(issue, rules_used, services, cards)
    _services(issue, rules_used, services, cards, bodies)
    _moves(issue)
    return issue


def many(count: int, *, bodies: Sequence[str] = ("justice", "ecology", "tax")) -> list[Offered]:
    """So many services with different answers and bodies, some not electronised."""
    answers = (
        "full yes yes yes yes", "full yes yes yes no", "partial yes yes yes no", "partial no yes no no", "none no no no no",
    )  # fmt: skip
    return [
        Offered(
            f"s-{index}",
            body=bodies[index % len(bodies)],
            answers=answers[index % len(answers)],
            electronised=index % 7 != 6,
            title_az=f"Arayış {index}",
            title_en=f"Certificate {index}",
        )
        for index in range(1, count + 1)
    ]


def _parameter(code: str, levels: str, *, na: bool = False, scope: str = "service", points: str = "source") -> str:
    words = levels.split()
    lines = "\n".join(
        f"""          - {{code: "{level}", points: "{worth}", title: {{az: "{code} {level}", en: "{code}: {level}"}},
             example: {{az: "{code} {level} misal"}}}}"""
        for level, worth in zip(words[::2], words[1::2], strict=True)
    )
    exempt = f'\n        not_applicable: {{when: {{az: "{code} tələb olunmur"}}}}' if na else ""
    return f"""      - code: {code}
        scope: {scope}
        channels: [site]
        question: {{az: "{code} sualı?", en: "{code} question?", ru: "{code} вопрос?"}}
        guidance: {{az: "{code} təlimatı", en: "{code} guidance"}}
        deficiency: {{az: "{code} çatışmazlığı", en: "{code} deficiency"}}
        proposal: {{az: "{code} təklifi", en: "{code} proposal"}}{exempt}
        provenance: {{points: {points}}}
        levels:
{lines}"""


def _answers(edition: Edition, service: Offered) -> dict[str, Answer]:
    words = service.answers.split()
    return {parameter.code: parse_answer(word) for parameter, word in zip(edition.parameters, words, strict=True)}


def _card(edition: Edition, service: Offered) -> Scorecard:
    return score(edition, _answers(edition, service), electronised=service.electronised)


def _bodies(
    issue: Issue, edition: Edition, services: Sequence[Offered], cards: Sequence[Scorecard]
) -> dict[str, IssueBody]:
    rows: dict[str, IssueBody] = {}
    means: dict[str, list[Fraction]] = {criterion.code: [] for criterion in edition.criteria}
    for code in sorted({service.body for service in services}):
        own = [card for service, card in zip(services, cards, strict=True) if service.body == code]
        graded = [card for card in own if card.grade]
        az, en, ru, abbreviation = NAMES.get(code, (f"{code} komitəsi", f"Committee {code}", "", code.upper()))
        mean = _mean([card.percent for card in graded])
        without = sum(card.state.value == "not_electronised" for card in own)
        rows[code] = IssueBody.objects.create(
            issue=issue, code=code, kind="ministry", name_az=az, name_en=en, name_ru=ru, abbreviation=abbreviation,
            site_address="https://example.az/", sort_key=sort_key(az), search_key=fold(f"{az} {en} {ru} {abbreviation}"),
            services=len(own), electronised=len(own) - without, not_electronised=without, graded=len(graded),
            grade_counts={grade.code: sum(card.grade == grade.code for card in graded) for grade in edition.grades},
            mean_percent=fraction_text(mean), mean_percent_micro=micro(mean),
        )  # fmt: skip
        for criterion in edition.criteria:
            percents = [one.percent for card in graded for one in card.criteria if one.code == criterion.code]
            on_criterion = _mean(percents)
            if on_criterion is not None:
                means[criterion.code].append(on_criterion)
                IssueBodyCriterion.objects.create(
                    body=rows[code], criterion=criterion.code, services=len(percents),
                    mean=fraction_text(on_criterion), mean_micro=micro(on_criterion) or 0,
                )  # fmt: skip
    for position, criterion in enumerate(edition.criteria, start=1):
        middle = Fraction(median(means[criterion.code])) if means[criterion.code] else None
        IssueCriterion.objects.create(
            issue=issue, code=criterion.code, position=position, title_az=criterion.title.az,
            title_en=criterion.title.en or "", title_ru=criterion.title.ru or "",
            median_of_bodies=fraction_text(middle), mean=fraction_text(middle),
        )  # fmt: skip
    return rows


def _services(
    issue: Issue,
    edition: Edition,
    services: Sequence[Offered],
    cards: Sequence[Scorecard],
    bodies: dict[str, IssueBody],
) -> None:
    rows = IssueService.objects.bulk_create(
        _service_row(issue, edition, position, service, card, bodies[service.body])
        for position, (service, card) in enumerate(zip(services, cards, strict=True), start=1)
    )
    IssueCriterionScore.objects.bulk_create(
        IssueCriterionScore(
            service=row, criterion=one.code, points=fraction_text(one.points), maximum=fraction_text(one.maximum),
            percent=fraction_text(one.percent), percent_micro=micro(one.percent),
        )
        for row, card in zip(rows, cards, strict=True)
        if card.state.value == "graded"
        for one in card.criteria
    )  # fmt: skip
    IssueAnswer.objects.bulk_create(
        IssueAnswer(
            service=row, parameter=line.code, criterion=line.criterion, position=position, kind=line.answer.kind.value,
            level=line.answer.level or "", points=fraction_text(line.points), maximum=fraction_text(line.maximum),
            share=fraction_text(line.share_of_total), inherited=line.code == "site",
        )
        for row, card in zip(rows, cards, strict=True)
        for position, line in enumerate(card.lines, start=1)
    )  # fmt: skip


def _service_row(
    issue: Issue, edition: Edition, position: int, service: Offered, card: Scorecard, body: IssueBody
) -> IssueService:
    title = service.title_az or f"Xidmət {service.code}"
    graded = card.percent is not None
    next_grade = None
    if card.grade and edition.grade_index(card.grade) + 1 < len(edition.grades):
        next_grade = edition.grades[edition.grade_index(card.grade) + 1]
    columns = {
        "number": f"1.{position}",
        "title_az": title,
        "title_en": service.title_en,
        "sort_key": sort_key(title),
        "search_key": f"{fold(f'{title} {service.title_en} 1.{position}')} {body.search_key}",
        "nature": "interactive",
        "audience": "citizens",
        "fee": "free",
        "demonstration": issue.demonstration,
        "electronised": service.electronised if edition.gate else None,
        "possible_grades": "" if card.grade else "/".join(card.possible_grades),
        "points": fraction_text(card.points) if graded else "",
        "maximum": fraction_text(card.maximum) if graded else "",
        "to_next": fraction_text(next_grade.begins_at - (card.percent or 0)) if next_grade else "",
        "next_grade": next_grade.code if next_grade else "",
        **service.rows,
    }
    return IssueService(
        issue=issue, body=body, code=service.code, position=position, state=card.state.value, grade=card.grade or "",
        grade_position=edition.grade_index(card.grade) + 1 if card.grade else 0,
        percent=fraction_text(card.percent), percent_micro=micro(card.percent), **columns,
    )  # fmt: skip


def _moves(later: Issue) -> None:
    same = Issue.objects.filter(current=True, rulebook_sha256=later.rulebook_sha256, year__lt=later.year)
    earlier = same.order_by("-year").first()
    before = {row.code: row for row in earlier.issue_services.all()} if earlier else {}
    Move.objects.bulk_create(
        _move(earlier, later, before[row.code], row) for row in later.issue_services.all() if row.code in before
    )


def _move(earlier: Issue | None, later: Issue, was: IssueService, now: IssueService) -> Move:
    change = Fraction(now.percent) - Fraction(was.percent) if now.percent and was.percent else None
    return Move(
        earlier=earlier, later=later, service=now, earlier_state=was.state, earlier_grade=was.grade,
        earlier_percent=was.percent, change=fraction_text(change), change_micro=micro(change),
    )  # fmt: skip


def _mean(values: Sequence[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) / len(known) if known else None
