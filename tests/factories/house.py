"""A small round in the house, made through the same actions as the pages; its answers are written directly."""

from __future__ import annotations

from datetime import date

from meyar.assessment.actions.rounds import assess_round, plan_round
from meyar.assessment.choices import AnswerKind, RoundState
from meyar.assessment.models import Answer, Round
from meyar.common.actors import SYSTEM
from meyar.registry.actions import import_bodies, import_services
from meyar.registry.imports.services import ListGiven
from meyar.registry.models import ListEdition, ListEntry
from meyar.rulebooks.actions import adopt_edition, put_in_force
from meyar.rulebooks.models import RulebookEdition
from tests.scoring.editions import as_yaml, criterion, parameter, rulebook

BODIES = """code,kind,abbreviation,name_az,name_en,name_ru
justice,ministry,ƏN,Ədliyyə Nazirliyi,Ministry of Justice,Министерство юстиции
health,ministry,SN,Səhiyyə Nazirliyi,Ministry of Health,Министерство здравоохранения
"""


def edition_in_force(code: str = "small", **more: object) -> RulebookEdition:
    """Two criteria of 50 points each; the second has a parameter of the body."""
    text = as_yaml(
        rulebook(
            criterion("M1", parameter("form", "0", "25", "50", na=True)),
            criterion("M2", parameter("site", "0", "50", scope="body")),
            code=code,
            gate=True,
            **more,
        )
    )
    adopt_edition(actor=SYSTEM, text=text, name=f"{code}.yaml")
    return put_in_force(actor=SYSTEM, code=code)


def list_of(code: str, services: dict[str, str]) -> ListEdition:
    """An edition of the List: service code to body code."""
    import_bodies(actor=SYSTEM, data=BODIES.encode(), file_name="bodies.csv")
    rows = [f"{service},{number}.1,{body},{service} xidməti" for number, (service, body) in enumerate(services.items())]
    sheet = "\n".join(["code,number,body,title_az", *rows])
    given = ListGiven(code=code, in_force_on=date(int(code), 1, 1), title_az=f"Siyahı {code}")
    import_services(actor=SYSTEM, data=sheet.encode(), file_name="services.csv", given=given)
    return ListEdition.objects.get(code=code)


def planned_round(
    code: str = "2014",
    services: dict[str, str] | None = None,
    rulebook: RulebookEdition | None = None,
    *,
    demonstration: bool = False,
) -> Round:
    return plan_round(
        actor=SYSTEM,
        code=code,
        year=int(code),
        list_edition=list_of(code, services or {"birth": "justice", "will": "justice", "vaccine": "health"}),
        rulebook=rulebook or edition_in_force(),
        demonstration=demonstration,
    )


def answer(round_: Round, about: str, **answers: str) -> None:
    """Answers of a service (or body) by parameter; `na` and the like by their words. Replaces earlier ones."""
    entry = ListEntry.objects.filter(edition=round_.list_edition, service__code=about).first()
    body = None if entry else ListEntry.objects.filter(edition=round_.list_edition, body__code=about)[0].body
    for parameter_code, word in answers.items():
        is_level = word not in AnswerKind.values
        Answer.objects.update_or_create(
            round=round_,
            entry=entry,
            body=body,
            parameter=parameter_code,
            defaults={
                "kind": AnswerKind.LEVEL if is_level else word,
                "level": word if is_level else "",
                "reason": "" if is_level else "aid deyil",
            },
        )
    Round.objects.filter(pk=round_.pk, state=RoundState.PLANNED).update(state=RoundState.ASSESSING)


def assessed_round(code: str = "2014", **more: object) -> Round:
    """birth: 100 % ela; will: not electronised; vaccine: 50 % kafi."""
    round_ = planned_round(code, **more)  # type: ignore[arg-type]
    answer(round_, "justice", site="yes")
    answer(round_, "health", site="no")
    answer(round_, "birth", electronised="yes", form="l2")
    answer(round_, "will", electronised="no")
    answer(round_, "vaccine", electronised="yes", form="l2")
    return assess_round(actor=SYSTEM, assessed=round_)
