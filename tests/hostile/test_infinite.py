"""Numbers beyond all measure: what follows from them is near to nothing, so they earn nothing."""

import numpy as np
import pytest

from dlcourse.check.harness.compare import close, difference, matches
from dlcourse.check.implementing_backpropagation.by_hand import KEYS, inspect_by_hand

NUMBERS = {
    "1.7e308": 1.7e308, "-1.7e308": -1.7e308, "1e200": 1e200, "inf": np.inf, "-inf": -np.inf, "nan": np.nan,
    "10**400": 10**400, "1e-320": 1e-320, "-0.0": -0.0, "complex inf": complex("inf"), "1.7e308j": 1.7e308j,
    "longdouble": np.longdouble(1.7e308) * 10, "an object array": np.array([10**400], object), "nothing": np.array([]),
    "text": "1e308",
}  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS)
def test_one_such_number_for_all_earns_nothing_by_hand(number):
    report = inspect_by_hand(dict.fromkeys(KEYS, number))
    assert [check.name for check in report.checks if check.passed] == []


@pytest.mark.parametrize("number", [7.0, 1.0, 2.0, -1.0, 0.25, 0.01, 1e99, -1e50, 1e8])
@pytest.mark.parametrize("off", [0.0, 1e-3])
def test_one_number_for_all_follows_from_nothing(number, off):
    """Many of them are equal to one before them, as db is to dZ; what is right by chance counts."""
    report = inspect_by_hand({key: number * (1 + off * (k % 3)) for k, key in enumerate(KEYS)})
    assert [check.name for check in report.checks if check.passed] == []


@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS)
@pytest.mark.parametrize("other", [0.0, 1.0, -1.7e308, np.inf, 5e307])
def test_such_numbers_beside_others_earn_nothing_by_hand(number, other):
    for step in (2, 3, 5):
        answers = {key: number if k % step == 0 else other for k, key in enumerate(KEYS)}
        passed = [check.name for check in inspect_by_hand(answers).checks if check.passed]
        assert passed == [], passed


@pytest.mark.parametrize("want", [np.inf, -np.inf, np.nan, 1.7e308, 1e101])
def test_nothing_is_near_to_what_is_beyond_measure(want):
    for got in (0.0, 1.0, want, 1.7e308, np.inf, np.nan):
        assert not close(got, want)
        assert not matches(got, want)
        assert not np.any(close(np.array([got, 5.0]), np.array([want, 1.0])))


def test_one_huge_own_entry_makes_no_other_near():
    own, right = np.array([1e90, 1.0]), np.array([1.0, 1.0])
    assert difference("A1", np.array([1e90, 7.0]), own, right=right) is not None
    assert difference("A1", np.array([3.0, 1.0]), np.array([3.0, 1.0]), right=right) is None
