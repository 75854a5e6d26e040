from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

from meyar.statistics.change import Measure, decompose, decompose_by_service
from meyar.statistics.panel import Assumption, regrade
from meyar.statistics.plain import letter, plain_change, plain_number
from tests.statistics.two_years import FIRST, SECOND, A, B, year

FULL = regrade(A, B, year(FIRST), year(SECOND), percents=True)
HIDDEN = regrade(
    A, B, year(FIRST, hidden=["p4"]), year(SECOND, hidden=["p5"]), assumption=Assumption.PERSISTENCE, percents=True
)


def test_tv_6_as_plain_data() -> None:
    plain = plain_change(decompose(FULL))

    assert list(plain) == [
        "official", "rules", "composition", "real", "extensive", "intensive", "R0", "R1", "interaction", "bounds",
    ]  # fmt: skip
    assert plain["official"] == {"N": "-1/1", "I": "1/1", "S": "3/1", "G": "-1/1", "E": "-1/1"}
    assert plain["rules"] == {"N": "0/1", "I": "1/1", "S": "3/2", "G": "-1/1", "E": "-3/2"}
    assert plain["bounds"]["rules"] == {
        "N": ["0/1", "0/1"],
        "I": ["1/1", "1/1"],
        "S": ["3/2", "3/2"],
        "G": ["-1/1", "-1/1"],
        "E": ["-3/2", "-3/2"],
        ">=S": ["-1/1", "-1/1"],
        ">=G": ["-5/2", "-5/2"],
        ">=E": ["-3/2", "-3/2"],
    }
    assert json.loads(json.dumps(plain)) == plain


def test_tv_8_as_plain_data_has_bounds_and_no_points() -> None:
    plain = plain_change(decompose(HIDDEN))

    assert plain["official"]["G"] == "-1/1"
    assert plain["rules"] == dict.fromkeys("NISGE")
    assert plain["bounds"]["rules"][">=G"] == ["-4/1", "-1/1"]
    assert plain["bounds"]["rules"]["S"] == ["0/1", "7/2"]
    assert plain["bounds"]["composition_and_real"][">=G"] == ["-1/1", "2/1"]


def test_means_stand_under_their_own_word() -> None:
    assert plain_change(decompose(FULL, Measure.MEAN))["rules"] == {"mean": "-679/54"}
    assert plain_change(decompose(HIDDEN, Measure.MEAN))["rules"] == {"mean": None}


def test_groups_have_the_same_form() -> None:
    plain = plain_change(decompose(FULL), decompose_by_service(FULL))

    assert plain["groups"]["s10"]["composition"] == {"N": "0/1", "I": "0/1", "S": "-1/2", "G": "-1/2", "E": "0/1"}
    assert "groups" not in plain["groups"]["s10"]


def test_where_no_bound_is_known_it_is_null() -> None:
    open_gate = year({"s01": FIRST["s01"], "s02": FIRST["s02"]})
    open_gate["s01"] = open_gate["s01"]._replace(electronised=None)

    plain = plain_change(decompose(regrade(A, B, open_gate, year(SECOND)), Measure.SHARE_ELECTRONISED))

    assert plain["bounds"]["rules"]["G"] is None
    assert plain["rules"]["G"] is None


def test_numbers_and_letters() -> None:
    assert [plain_number(one) for one in (Fraction(-3, 2), 7, Decimal("0.25"), None)] == ["-3/2", "7/1", "0.25", None]
    assert [letter(one) for one in ("ela", "nothing_applies", "five_stars")] == ["E", "nothing_applies", "five_stars"]
