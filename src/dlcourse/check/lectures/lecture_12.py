"""Checks of the exercises in lecture 12, "Recap"."""

from functools import lru_cache

from dlcourse.bug_hunt import lecture_12 as hunt
from dlcourse.check.harness.calling import call
from dlcourse.check.harness.common import failed_call, lecture_check
from dlcourse.check.harness.exercises import Case, inspect
from dlcourse.check.harness.inputs import inputs  # noqa: F401  what a learner calls
from dlcourse.check.harness.report import Check, Report

TRUTH = {
    "A": "average missing for the biases",
    "B": "sign turned round",
    "C": "activation's derivative left out",
    "D": "first layer skipped",
    "E": "biases never updated",
    "F": "slope of z instead of a",
}


def _same_names(got, want):
    return isinstance(got, (list, tuple)) and want is not None and list(got) == list(want)


def _shown(value):
    return ", ".join(map(str, value)) or "none" if isinstance(value, (list, tuple)) else type(value).__name__


@lru_cache
def _curves():
    return {name: tuple(hunt.costs(network)) for name, network in hunt.NETWORKS.items()}


def inspect_learners(function):
    """Report on ``learners(curves)``."""
    made_up = {
        "up": [1.0, 2.0],
        "down": [1.0, 0.1],
        "half": [1.0, 0.5],
        "late": [4.0, 9.0, 0.9],
        "quarter": [1.0, 0.25],
        "between": [1.0, 0.4],
    }
    longer = {
        "half": [2.0, 1.5, 0.9],
        "down": [8.0, 3.0, 1.0],
        "late": [1.0, 5.0, 1.1],
        "quarter": [4.0, 2.0, 1.0],
        "low": [1.0, 0.1, 0.9],
    }
    real = {name: list(costs) for name, costs in _curves().items()}
    cases = []
    for tested, curves in (("six short curves", made_up), ("the six networks", real), ("five longer curves", longer)):
        want = [name for name, costs in curves.items() if costs[-1] < costs[0] / 4]
        cases.append(Case(tested, {"curves": curves}, want))

    def kept(test):
        return lambda curves: [name for name, costs in curves.items() if test(costs)]

    mistakes = [
        (
            "any fall",
            "every fall is counted. Below a quarter of the first cost is wanted",
            kept(lambda c: c[-1] < c[0]),
        ),
        ("turned round", "those are the ones that do not learn", kept(lambda c: c[-1] >= c[0] / 4)),
        ("<= for <", "exactly a quarter is not below a quarter", kept(lambda c: c[-1] <= c[0] / 4)),
        ("half", "a quarter is wanted, not a half", kept(lambda c: c[-1] < c[0] / 2)),
        ("largest cost", "compare with the first cost, not with the largest", kept(lambda c: c[-1] < max(c) / 4)),
        ("lowest cost", "the last cost counts, not the lowest on the way", kept(lambda c: min(c) < c[0] / 4)),
    ]
    return inspect("learners", function, cases, mistakes, same=_same_names, shown=_shown)


def inspect_wrong_gradients(function):
    """Report on ``wrong_gradients(errors)``."""
    cases = [Case("made up", {"errors": {"dW1": 1e-9, "db1": 2.0, "dW2": 0.5, "db2": 1e-6}}, ["db1", "dW2"])]
    for name in ("A", "D"):
        errors = hunt.largest_errors(hunt.NETWORKS[name])
        cases.append(Case(f"network {name}", {"errors": errors}, [n for n, e in errors.items() if e > 1e-4]))
    mistakes = [
        ("right ones", "those are the right ones", lambda errors: [n for n, e in errors.items() if e <= 1e-4]),
        ("everything", "rounding alone gives an error above 0: take 1e-4 as the border",
         lambda errors: [n for n, e in errors.items() if e > 0]),
        ("only the worst", "all wrong ones are wanted, not only the worst",
         lambda errors: [max(errors, key=errors.get)]),
        ("the numbers", "the names are wanted, not their errors",
         lambda errors: [e for e in errors.values() if e > 1e-4]),
    ]  # fmt: skip
    return inspect("wrong_gradients", function, cases, mistakes, same=_same_names, shown=_shown)


def inspect_bugs(function):
    """Report on ``bugs()``, network by network, each with where to look."""
    report, outcome = Report("bugs", in_order=True), call(function, {})
    if outcome.stub:
        report.started = False
        return report
    if not outcome.ok:
        report.checks = [failed_call("call", outcome, "bugs()")]
        return report
    given = outcome.value if isinstance(outcome.value, dict) else {}
    for name, kind in TRUTH.items():
        said = given.get(name)
        if said == kind:
            report.checks.append(Check(f"network {name}", True, "its kind"))
            continue
        errors = hunt.largest_errors(hunt.NETWORKS[name])
        wrong = ", ".join(n for n, error in errors.items() if error > 1e-4)
        text, mistake = f"network {name} is wrong in {wrong}: that does not fit {said!r}", "another kind"
        if said is None:
            text, mistake = f"network {name} has no kind yet. It is wrong in {wrong}", "kind missing"
        elif said not in hunt.KINDS:
            text, mistake = f"{said!r} is no kind of the list. Write it as in hunt.KINDS", "unknown kind"
        report.checks.append(Check(f"network {name}", False, "its kind", "its kind", str(said)[:40], text, mistake))
    return report


learners = lecture_check(inspect_learners)
wrong_gradients = lecture_check(inspect_wrong_gradients)
bugs = lecture_check(inspect_bugs)
