"""What an author of an assignment writes checks with: kinds of answers, questions from cases, values by hand."""

import re

import numpy as np
import pytest

from dlcourse.check import harness
from dlcourse.check.harness import (
    TWICE,
    UNCHANGED,
    Case,
    CasesError,
    Nested,
    Text,
    Values,
    Within,
    inspection,
    student_checks,
    value_inspection,
)  # fmt: skip
from dlcourse.check.harness.report import Failed

NESTED = {"a": [1, (2.5, "x")], ("b", 1): None, "c": True}


@pytest.mark.parametrize(
    ("kind", "got", "want"),
    [
        (Within(absolute=0.1), 1.05, 1.0),
        (Within(relative=0, absolute=0.5), [1.4, 2], np.array([1.0, 2.0])),
        (Text(), "a b", "a b"),
        (Text(case=False, blanks=False), " A  b\n", "a B"),
        (Nested(), {"c": True, ("b", 1): None, "a": (1, [2.50001, "x"])}, NESTED),
        (Nested(), np.array([1, 2.5]), [1, 2.5]),
        (Nested(), np.float64(3), 3),
        (Nested(), 10**400, 10**400),
        (Nested(absolute=0.5), [1.4], [1.0]),
    ],
)
def test_a_right_answer_counts(kind, got, want):
    assert kind.same(got, want)


@pytest.mark.parametrize(
    ("kind", "got", "want", "said"),
    [
        (Within(absolute=0.01), 1.05, 1.0, "what f gives differs"),
        (Within(), [1, np.nan], np.array([1.0, 2.0]), r"what f gives differs at \[1\]"),
        (Within(), "1", 1.0, "f must give a number, not str"),
        (Text(), "banana", "bandana", r"differs from letter 3 on"),
        (Text(), None, "x", "f must give a text, not NoneType"),
        (Nested(), {**NESTED, "a": [1, (2.5, "y")]}, NESTED, r"\['a'\]\[1\]\[1\] of what f gives differs"),
        (Nested(), {"a": 1}, NESTED, "lacks 2 of its keys"),
        (Nested(), {**NESTED, "d": 1}, NESTED, "has a key too many: 'd'"),
        (Nested(), [1, 2], [1, 2, 3], "has another length"),
        (Nested(), [True], [1], r"\[0\] of what f gives must be a number, not bool"),
        (Nested(), [1], [True], "must be True or False, not int"),
        (Nested(), 1.0000001, 1, "what f gives differs"),
        (Nested(), float("inf"), 1.5, "what f gives differs"),
        (Nested(), 10**400, 1.5, "what f gives differs"),
        (Nested(), {1}, [1], "must be a list, not set"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_said_where_it_differs(kind, got, want, said):
    assert not kind.same(got, want)
    message, expected, came = kind.explain("f", got, want)
    assert re.search(said, message), message
    assert expected != came


def doubled(xs):
    return [2 * x for x in xs]


def drawn(rng):
    for _ in range(2):
        yield Case("values", "three numbers", {"xs": rng.normal(size=3).tolist()})


CASES = [Case("values", "two numbers", {"xs": [1, 2]}, [2, 4])]
DOUBLED = inspection("doubled", CASES, ["values", UNCHANGED, TWICE], answer=Nested(), reference=doubled, draw=drawn,
                     mistakes=[("squared", "that is the square", lambda xs: [x * x for x in xs])])  # fmt: skip


def change(xs):
    for k, x in enumerate(xs):
        xs[k] = 2 * x
    return xs


def remembers(xs, met=[]):  # noqa: B006 - the mistake
    met.append(list(xs))
    return doubled(xs) if met.count(xs) == 1 else "another"


@pytest.mark.parametrize(
    ("function", "failed"),
    [(doubled, set()), (change, {UNCHANGED}), (remembers, {TWICE}), (lambda xs: xs, {"values"})],
    ids=["right", "changes", "not alike", "wrong"],
)
def test_values_purity_and_two_calls_alike(function, failed):
    for seed in (None, 7):
        report = DOUBLED(function, seed)
        assert {check.name for check in report.checks if not check.passed} == failed
    assert not DOUBLED(lambda xs: 1 / 0).passed


def test_texts_are_compared_and_what_is_in_a_tuple_is_looked_at():
    cases, count = [Case("values", "", {"pair": ([1, 2], "a")}, "a")], []
    inspect = inspection("name", cases, ["values", UNCHANGED, TWICE], answer=Text())

    def other(pair):
        count.append(0)
        return "a" if len(count) == 1 else "b"

    def changes(pair):
        pair[0].append(3)
        return pair[1]

    for function, failed in ((other, TWICE), (changes, UNCHANGED)):
        assert [check.name for check in inspect(function).checks if not check.passed] == [failed]
    assert cases[0].arguments == {"pair": ([1, 2], "a")}


def test_a_hidden_case_is_another_for_each_seed_and_shows_no_answer():
    seen = []
    for seed in (1, 1, 2):
        report = DOUBLED(lambda xs: seen.append(list(xs)) or [0, 0, 0], seed)
        assert report.checks[0].expected == "as the formula gives"
    assert seen[0] == seen[3] != seen[6]
    assert DOUBLED(lambda xs: [x * x for x in xs], 3).mistakes == ["squared"]


def test_what_must_be_changed_is_judged_as_it_was_left():
    inspect = inspection("sort", [Case("order", "", {"xs": [3, 1]}, [1, 3])], answer=Nested(), in_place="xs")
    assert inspect(lambda xs: xs.sort()).passed
    assert not inspect(sorted).passed
    with pytest.raises(CasesError, match="sort: it must change xs, so it has no check 'arguments unchanged'"):
        inspection("sort", [], [UNCHANGED], in_place="xs")


@pytest.mark.parametrize(
    ("cases", "checks", "said"),
    [
        ([Case("other", "x", {"xs": []}, [])], ["values"], "counts for 'other', which is no check"),
        (CASES, ["values", "zero"], "no example counts for its check 'zero': every student would pass it"),
        ([Case("values", "x", {"xs": []})], ["values"], "the case 'x' has no answer, and there is no reference"),
    ],
)
def test_cases_that_judge_nobody_are_refused(cases, checks, said):
    with pytest.raises(CasesError, match=said):
        inspection("doubled", cases, checks)(doubled)
    stops = inspection("doubled", [Case("values", "x", {"xs": 1})], ["values"], reference=doubled)
    with pytest.raises(CasesError, match="the reference stops at the case 'x' with TypeError"):
        stops(doubled)


def test_numbers_by_hand():
    inspect = value_inspection(
        "slopes", {"at 0": 0.5, "at 1": 2.0}, answer=Within(), mistakes=[("sign", "turned", -0.5)]
    )
    assert inspect({"at 0": 0.5, "at 1": 2}).passed
    assert not inspect({"at 0": None, "at 1": None}).started and not inspect(None).started
    report = inspect({"at 0": -0.5, "at 1": None})
    assert report.mistakes == ["sign"] and report.checks[1].message == "nothing stands there"
    assert not any(check.expected for check in report.checks)
    assert value_inspection("name", "Ada", answer=Text(case=False))("ada").passed


def test_students_checks_raise_one_line(capsys):
    check = student_checks(DOUBLED, tripled=([Case("values", "", {"x": 1}, 3)], Values()))
    check.doubled(doubled)
    with pytest.raises(Failed, match=r"^tripled: what tripled gives differs"):
        check.tripled(lambda x: 2 * x)
    assert "all 3 checks passed" in capsys.readouterr().out


def test_the_interface_is_there_and_documented():
    for name in harness.__all__:
        found = getattr(harness, name)
        assert name in harness.__doc__, name
        assert isinstance(found, str) or found.__doc__, name
    with pytest.raises(AttributeError):
        harness.nothing  # noqa: B018
