from __future__ import annotations

import pytest

from meyar.scoring import AnswersDoNotFit, accepting_not_applicable, score, unforeseen_not_applicable
from tests.scoring.editions import answers, criterion, edition, parameter


def test_a_not_applicable_the_rules_do_not_foresee_can_be_computed_under_another_edition() -> None:
    rules = edition(
        criterion("C1", parameter("p1", "0", "6"), parameter("p2", "0", "4"), parameter("p3", "0", "5", na=True))
    )
    given = answers("p1=yes p2=na p3=na")

    unforeseen = unforeseen_not_applicable(rules, given)
    as_if = accepting_not_applicable(rules, unforeseen)

    assert unforeseen == ("p2",)
    with pytest.raises(AnswersDoNotFit):
        score(rules, given)
    assert score(as_if, given).percent == 100
    assert as_if.sha256 != rules.sha256
    assert [one.not_applicable is None for one in as_if.parameters] == [True, False, False]
