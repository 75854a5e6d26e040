from __future__ import annotations

from fractions import Fraction

import pytest

from meyar.statistics.approximate import decimal
from meyar.statistics.equations import NoSingleSolution, solve
from meyar.statistics.paired import TableNotSquare, paired_tests
from tests.statistics.test_agreement import FOUR


def test_tv_16_paired_tests() -> None:
    tests = paired_tests(FOUR)

    assert tests.stuart_maxwell is not None
    assert tests.bhapkar is not None
    assert tests.bowker is not None
    assert (tests.stuart_maxwell.statistic, tests.stuart_maxwell.freedom) == (Fraction(23, 45), 3)
    assert f"{decimal(tests.bhapkar.statistic):.7f}" == "0.5130535"
    assert (tests.bowker.statistic, tests.bowker.freedom) == (Fraction(23, 45), 6)
    assert f"{tests.stuart_maxwell.p_value:.4f}" == "0.9164"


def test_two_grades_give_mcnemar_s_test() -> None:
    tests = paired_tests([[10, 9], [4, 7]])

    assert tests.stuart_maxwell is not None
    assert tests.bowker is not None
    assert tests.stuart_maxwell.statistic == tests.bowker.statistic == Fraction((9 - 4) ** 2, 9 + 4)


def test_where_nobody_moved_there_is_nothing_to_test() -> None:
    tests = paired_tests([[3, 0], [0, 4]])

    assert (tests.stuart_maxwell, tests.bhapkar, tests.bowker) == (None, None, None)


def test_where_everybody_moved_one_way_bhapkar_has_no_end() -> None:
    tests = paired_tests([[0, 5], [0, 0]])

    assert tests.stuart_maxwell is not None
    assert tests.stuart_maxwell.statistic == 5
    assert tests.bhapkar is None


@pytest.mark.parametrize("table", [[[1]], [[1, 2], [3]], [[1, -2], [3, 4]]])
def test_what_is_no_paired_table_is_refused(table: list[list[int]]) -> None:
    with pytest.raises(TableNotSquare, match="as many rows as columns"):
        paired_tests(table)


def test_equations_are_solved_whatever_their_order() -> None:
    zero, one, two = Fraction(0), Fraction(1), Fraction(2)

    assert solve([[zero, two], [one, one]], [two, two]) == (1, 1)
    with pytest.raises(NoSingleSolution, match="unknown 2 of 2"):
        solve([[one, two], [one, two]], [one, two])
