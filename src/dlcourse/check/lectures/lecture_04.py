"""Checks of the exercises in lecture 04, "The perceptron"."""

import numpy as np

from dlcourse.check.harness.calling import call
from dlcourse.check.harness.common import failed_call, lecture_check
from dlcourse.check.harness.exercises import Case, inspect, same_array
from dlcourse.check.harness.gates import AND, OR, ROWS, as_triple, gate
from dlcourse.check.harness.inputs import inputs  # noqa: F401  what a learner calls
from dlcourse.check.harness.report import Check, Report
from dlcourse.check.perceptron.formulas import rule


def inspect_and_or(function):
    """Report on ``and_or()``: any weights that are right will do."""
    report, outcome = Report("and_or", in_order=True), call(function, {})
    if outcome.stub:
        report.started = False
        return report
    if not outcome.ok:
        report.checks = [failed_call("call", outcome, "and_or()")]
        return report
    given = outcome.value if isinstance(outcome.value, (tuple, list, np.ndarray)) else ()
    triples = [as_triple(triple) for triple in given]
    if len(triples) != 2 or None in triples:
        text = "return two triples of numbers: ((w0, w1, b), (w0, w1, b))"
        report.checks = [Check("two triples", False, "", "two triples", repr(outcome.value)[:60], text, "no triples")]
        return report
    report.checks = [gate(name, wanted, *triple) for (name, wanted), triple in zip(
        (("AND", AND), ("OR", OR)), triples, strict=True)]  # fmt: skip
    return report


def _pair(got, want):
    ok = isinstance(got, (tuple, list)) and len(got) == 2 and want is not None
    return ok and same_array(got[0], want[0]) and same_array(np.squeeze(got[1]), want[1])


def inspect_learn(function):
    """Report on ``learn(w, b, x, y, learning_rate)``."""
    from dlcourse.check.perceptron.training import RULES, learn_rows  # which takes `rule` from here

    cases = []
    for said, given in learn_rows():
        tested = f"{said}: {len(given['x'])} inputs, learning_rate = {given['learning_rate']:g}, y = {given['y']}"
        cases.append(Case(tested, given, rule(*given.values())))
    return inspect("learn", function, cases, RULES, same=_pair, names=("w", "b"))


def _wrong(w, b, answer=lambda p, q: p != q, said=lambda z: z >= 0):
    return [(p, q) for p, q in ROWS if bool(said(w[0] * p + w[1] * q + b)) != bool(answer(p, q))]


def _same_rows(got, want):
    try:
        rows = [tuple(int(number) for number in row) for row in got]
    except (TypeError, ValueError, OverflowError):
        return False
    return len(rows) == len(want) and set(rows) == set(want)


def inspect_wrong_rows(function):
    """Report on ``wrong_rows(w, b)``."""
    cases = []
    for w, b in (
        ([1.0, 1.0], -0.5),
        ([1.0, 1.0], -1.5),
        ([-1.0, -1.0], 1.5),
        ([1.0, 2.0], -2.0),
        ([0.0, 0.0], 1.0),
        ([1.0, -1.0], 0.0),
    ):
        cases.append(Case(f"w = {w}, b = {b}", {"w": np.array(w), "b": b}, _wrong(w, b)))
    mistakes = [
        ("right rows", "those are the rows it answers rightly",
         lambda w, b: [row for row in ROWS if row not in _wrong(w, b)]),
        ("OR", "that compares with OR. XOR is 0 for (1, 1)", lambda w, b: _wrong(w, b, lambda p, q: p or q)),
        ("AND", "that compares with AND", lambda w, b: _wrong(w, b, lambda p, q: p and q)),
        ("step(0)", "at a sum of exactly 0 the step says 1", lambda w, b: _wrong(w, b, said=lambda z: z > 0)),
        ("no bias", "the bias is left out", lambda w, b: _wrong(w, 0)),
        ("counted", "the rows themselves are wanted, not their number", lambda w, b: len(_wrong(w, b))),
    ]  # fmt: skip

    def same(got, want):
        return got == want if isinstance(want, int) else _same_rows(got, want)

    return inspect("wrong_rows", function, cases, mistakes, same=same, shown=lambda value: repr(value)[:60])


and_or = lecture_check(inspect_and_or)
learn = lecture_check(inspect_learn)
wrong_rows = lecture_check(inspect_wrong_rows)
