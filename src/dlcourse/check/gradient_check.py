"""Question ``gradient_check``: central differences of a cost, compared entry by entry with given gradients."""

import numpy as np

from dlcourse import gradients as reference
from dlcourse.check.battery import failed_call, not_started
from dlcourse.check.calling import call
from dlcourse.check.compare import as_array
from dlcourse.check.diagnose import name_by_candidates
from dlcourse.check.fixtures import public_networks
from dlcourse.check.portable import Portable, bowl, cubic, network_cost
from dlcourse.check.report import Check, Report


def _number(value):
    array = as_array(value)
    return float(array.reshape(())) if array is not None and array.size == 1 else None


def _bowl(curvature):
    return Portable(bowl, curvature=curvature)


def _cost_of(fixture):
    return Portable(network_cost, X=fixture.X, y=fixture.y, hidden=fixture.hidden, output=fixture.output)


def _close(got, want):
    return got is not None and np.isfinite(got) and abs(got - want) <= 1e-3 * abs(want) + 1e-5


def _candidates(g, n):
    """What other ways to measure the error would give; g and n are flat arrays of all entries."""
    d, total = np.abs(g - n), np.maximum(np.abs(g) + np.abs(n), 1e-8)
    return {
        "the mean over the entries is returned, not the largest": np.mean(d / total),
        "the smallest relative error is returned, not the largest": np.min(d / total),
        "the relative errors are summed, not the largest taken": np.sum(d / total),
        "the absolute difference is returned: divide by abs(g) + abs(n)": np.max(d),
        "the sign is kept: take abs of the difference": np.max((g - n) / total),
        "the denominator lacks its abs": np.max(d / np.maximum(g + n, 1e-8)),
        "it divides by the larger of abs(g) and abs(n), not by their sum": (
            np.max(d / np.maximum(np.maximum(np.abs(g), np.abs(n)), 1e-8))
        ),
        "the sign is kept (n - g): take abs of the difference": np.max((n - g) / total),
        "it divides by abs(n) alone": np.max(d / np.maximum(np.abs(n), 1e-8)),
        "it divides by abs(g) alone": np.max(d / np.maximum(np.abs(g), 1e-8)),
        "whole vectors are compared by their norms, not entry by entry": (
            np.linalg.norm(g - n) / max(np.linalg.norm(g) + np.linalg.norm(n), 1e-8)
        ),
        "the difference of the two costs is divided by epsilon, not by 2 * epsilon": (
            np.max(np.abs(g - 2 * n) / np.maximum(np.abs(g) + 2 * np.abs(n), 1e-8))
        ),
        "only the first entry is compared": (d / total)[0],
        "only the last entry is compared": (d / total)[-1],
    }


def _flat(gradients):
    return np.concatenate([np.ravel(value) for value in gradients.values()])


class _Trial:
    """One call on one cost, with the value the formula gives."""

    def __init__(self, function, cost_of, parameters, gradients, epsilon=None):
        given = {"cost_of": cost_of, "parameters": parameters, "gradients": gradients}
        options = {} if epsilon is None else {"epsilon": epsilon}
        self.outcome = call(function, given, **options)
        self.got = _number(self.outcome.value) if self.outcome.ok else None
        self.want = reference.gradient_check(cost_of, parameters, gradients, epsilon or 1e-5)
        numerical = reference.numerical_gradients(cost_of, parameters, epsilon or 1e-5)
        ordered = {name: gradients[name] for name in numerical}
        self.candidates = _candidates(_flat(ordered), _flat(numerical))


def _parameters(rng):
    return {"W1": rng.uniform(0.5, 2, (3, 2)), "b1": rng.uniform(0.5, 2, 3), "W2": rng.uniform(0.5, 2, (1, 3)),
            "b2": rng.uniform(0.5, 2, 1)}  # fmt: skip


def _right(trials):
    for trial, tested in trials:
        if not trial.outcome.ok:
            return failed_call("right gradients", trial.outcome, tested)
        if trial.got is None:
            kind = type(trial.outcome.value).__name__
            return Check("right gradients", False, tested, "one number", kind, "return one number, the largest error")
        if not np.isfinite(trial.got):
            text = "NaN where g and n are both 0: divide by max(abs(g) + abs(n), 1e-8)"
            return Check("right gradients", False, tested, "about 0", str(trial.got), text, "0/0")
        if not 0 <= trial.got < 1e-4:
            text = "right gradients should give nearly 0"
            return Check("right gradients", False, tested, "below 1e-4", f"{trial.got:.3g}", text)
    return Check("right gradients", True, f"{len(trials)} costs")


def _valued(name, trials, secret, message):
    cases, first = [], None
    for trial, tested in trials:
        if not trial.outcome.ok:
            return failed_call(name, trial.outcome, tested)
        if trial.got is not None:
            cases.append((trial.got, trial.want, trial.candidates))
        if not _close(trial.got, trial.want) and first is None:
            got = "no number" if trial.got is None else f"{trial.got:.4g}"
            first = Check(name, False, tested, "the formula's" if secret else f"{trial.want:.4g}", got, message)
    if first is None:
        return Check(name, True, trials[0][1] if len(trials) == 1 else f"{len(trials)} calls")
    mistake = name_by_candidates(cases) if len(cases) > 1 else None
    if mistake:
        first.message, first.mistake = mistake, mistake
    return first


def _every_entry(function, rng, secret):
    cost_of, parameters = _bowl(1.0), _parameters(rng)
    for name, value in parameters.items():
        for index in np.ndindex(value.shape):
            gradients = {"d" + key: 2 * array for key, array in parameters.items()}
            gradients["d" + name][index] *= 3
            given = {"cost_of": cost_of, "parameters": parameters, "gradients": gradients}
            outcome = call(function, given)
            tested = "one wrong entry at a time, all entries of W1, b1, W2, b2"
            if not outcome.ok:
                return failed_call("every entry", outcome, tested)
            got = _number(outcome.value)
            if got is None or not got > 0.01:
                place = f"d{name}[{', '.join(map(str, index))}]"
                text = f"a wrong {place} is not noticed"
                biases = ": the biases are left out" if name[0] == "b" and index == (0,) else ""
                mistake = "biases left out" if biases else "entries left out"
                seen = "no number" if got is None else f"{got:.3g}"
                return Check("every entry", False, tested, "0.5", seen, text + biases, mistake)
    return Check("every entry", True, "one wrong entry at a time")


def inspect_gradient_check(gradient_check, fixtures=None):
    """Judge ``gradient_check`` on costs of small networks, on bowls and on cubics whose differences are known."""
    networks = [f for f in (public_networks() if fixtures is None else fixtures) if f.group == "deck"]
    secret = networks[0].secret
    report = Report("gradient_check")
    rng = np.random.default_rng(int(abs(networks[0].X).sum() * 1e6) % 2**32)

    right = [(_Trial(gradient_check, _cost_of(f), f.parameters, f.gradients), f.label) for f in networks]
    if not_started(trial.outcome for trial, _ in right):
        report.started = False
        return report
    p = _parameters(rng)
    flat = {"W1": p["W1"], "b1": np.zeros(3)}
    still = {"dW1": 2 * p["W1"], "db1": np.zeros(3)}
    right.append((_Trial(gradient_check, _bowl(1.0), flat, still), "a cost with derivatives that are 0"))

    wrong = []
    for scale, said in ((1.5, "gradients 1.5 times too large"), (-1.0, "gradients of the wrong sign")):
        f = networks[0]
        gradients = {name: scale * value for name, value in f.gradients.items()}
        wrong.append((_Trial(gradient_check, _cost_of(f), f.parameters, gradients), f"{f.label}, {said}"))
    largest = []
    for factor, name in ((0.4, "dW2"), (1.7, "db1"), (2.5, "dW1")):
        gradients = {"d" + key: 2.02 * value for key, value in p.items()}
        gradients[name][(-1,) * gradients[name].ndim] *= factor
        largest.append((_Trial(gradient_check, _bowl(1.0), p, gradients), f"one entry of {name} very wrong"))

    small = {name: 1e-3 * value for name, value in p.items()}
    steep = {"d" + name: 2e4 * value for name, value in small.items()}
    central = _Trial(gradient_check, _bowl(1e4), small, steep)
    coarse = []
    for epsilon in (0.5, 0.2):
        gradients = {"d" + name: 3 * value**2 for name, value in p.items()}
        coarse.append((_Trial(gradient_check, Portable(cubic), p, gradients, epsilon), f"a cubic, epsilon = {epsilon}"))

    by_epsilon = _valued("epsilon", coarse, secret, "`epsilon` does not decide the distance between the two costs")
    if by_epsilon.passed is False and all(t.got is not None and abs(t.got) < 1e-4 for t, _ in coarse):
        by_epsilon.mistake = "epsilon ignored"
    report.checks = [
        _right(right),
        _valued("wrong gradients", wrong, secret, "gradients that are wrong should give the formula's error"),
        _every_entry(gradient_check, rng, secret),
        _valued("largest entry", largest, secret, "the largest error over all entries is wanted"),
        _central(central),
        by_epsilon,
        _unchanged([trial for trial, _ in (*right, *wrong, *largest, *coarse)]),
    ]
    return report


def _central(trial):
    tested = "a steep bowl, epsilon = 1e-5"
    if not trial.outcome.ok:
        return failed_call("central differences", trial.outcome, tested)
    if trial.got is not None and 0 <= trial.got < 3e-4:
        return Check("central differences", True, tested)
    got = "no number" if trial.got is None else f"{trial.got:.3g}"
    text = "n is not a central difference: (cost at p + epsilon - cost at p - epsilon) / (2 * epsilon)"
    mistake = "forward differences" if trial.got is not None and trial.got < 0.05 else None
    return Check("central differences", False, tested, "below 3e-4", got, text, mistake)


def _unchanged(trials):
    """Adding and subtracting epsilon may leave the last digit of a parameter different; that is no change."""
    answered = [trial for trial in trials if trial.outcome.ok]
    if not answered:
        return Check("arguments unchanged", None, message="no call gave an answer")
    for trial in answered:
        if trial.outcome.changed and not trial.outcome.rounding_only:
            names = " and ".join(f"`{name}`" for name in trial.outcome.changed)
            text = f"your gradient_check left {names} changed: put every entry back, or work on copies"
            name, mistake = "arguments unchanged", "argument changed"
            return Check(name, False, "W1, b1, W2, b2", "as before", "changed", text, mistake)
    return Check("arguments unchanged", True, f"{len(answered)} calls")
