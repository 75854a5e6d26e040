"""What an edition would give where a parameter is left out although the Rules do not foresee it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from meyar.scoring.answers import Answer, AnswerKind
from meyar.scoring.edition import Edition, NotApplicableRule, Text

_UNFORESEEN = NotApplicableRule(when=Text(az="Qaydalarda nəzərdə tutulmayıb", en="Not foreseen by the Rules"))


def unforeseen_not_applicable(edition: Edition, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Parameters answered "not applicable" for which the edition names no such case, in its order."""
    return tuple(
        parameter.code
        for parameter in edition.parameters
        if parameter.not_applicable is None
        and parameter.code in answers
        and answers[parameter.code].kind is AnswerKind.NOT_APPLICABLE
    )


def accepting_not_applicable(edition: Edition, codes: Collection[str]) -> Edition:
    """
    The edition as it would be if these parameters could be "not applicable". Another edition, with another hash:
    for calculations, never for a round.
    """
    criteria = tuple(
        criterion.model_copy(
            update={
                "parameters": tuple(
                    parameter.model_copy(update={"not_applicable": _UNFORESEEN})
                    if parameter.code in codes
                    else parameter
                    for parameter in criterion.parameters
                )
            }
        )
        for criterion in edition.criteria
    )
    return Edition.model_validate(
        edition.model_copy(update={"criteria": criteria}).model_dump(mode="json", by_alias=True, exclude_none=True)
    )
