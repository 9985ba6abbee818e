"""Question ``gradient_check``: central differences of a cost, compared entry by entry with given gradients."""

from functools import cached_property

import numpy as np

from dlcourse import gradients as reference
from dlcourse.check.harness.calling import calls, is_remote
from dlcourse.check.harness.common import failed_call, not_started, timed
from dlcourse.check.harness.compare import as_array
from dlcourse.check.harness.inputs import tell
from dlcourse.check.harness.kept import between_calls
from dlcourse.check.harness.networks import public_networks
from dlcourse.check.harness.portable import Portable, bowl, cubic, network_cost
from dlcourse.check.harness.report import Check, Report
from dlcourse.check.harness.shown import two_texts
from dlcourse.check.implementing_backpropagation.diagnose import name_by_candidates

AGREE = 1e-4  # relative errors below it say that two gradients agree; the text and the lectures say the same


def _number(value):
    if isinstance(value, (bool, np.bool_)):
        return None
    array = as_array(value)
    return float(array.reshape(())) if array is not None and array.size == 1 else None


def _bowl(curvature):
    return Portable(bowl, curvature=curvature)


def _cost_of(fixture):
    return Portable(network_cost, X=fixture.X, y=fixture.y, hidden=fixture.hidden, output=fixture.output)


def _close(got, want, slack=1):
    return got is not None and np.isfinite(got) and abs(got - want) <= slack * (1e-3 * abs(want) + 1e-5)


def _error(g, n, floor=1e-8):
    return np.abs(g - n) / np.maximum(np.abs(g) + np.abs(n), floor)


def _candidates(g, n, sizes, epsilon):
    """What other ways to measure the error would give.

    g and n are flat arrays of all entries, ``sizes`` says how many of them each array has.
    """
    d, total = np.abs(g - n), np.maximum(np.abs(g) + np.abs(n), 1e-8)
    ends = np.cumsum(sizes)[:-1]
    each = list(zip(np.split(g, ends), np.split(n, ends), strict=True))
    norms = [np.linalg.norm(a - b) / max(np.linalg.norm(a) + np.linalg.norm(b), 1e-8) for a, b in each]
    return {
        ("mean for max", "the mean over the entries is returned, not the largest"): np.mean(d / total),
        ("min for max", "the smallest relative error is returned, not the largest"): np.min(d / total),
        ("sum for max", "the relative errors are summed, not the largest taken"): np.sum(d / total),
        ("largest mean of an array", "the largest mean of an array is returned, not the largest entry"): max(
            np.mean(_error(a, b)) for a, b in each
        ),
        ("absolute difference", "the absolute difference is returned: divide by abs(g) + abs(n)"): np.max(d),
        ("difference squared", "the difference is squared: take its abs"): np.max(d**2 / total),
        ("sign kept", "the sign is kept: take abs of the difference"): np.max((g - n) / total, initial=0),
        ("denominator without abs", "the denominator lacks its abs"): np.max(d / np.maximum(g + n, 1e-8)),
        ("abs of the sum", "the denominator is the abs of the sum, not the sum of the abs"): np.max(
            d / np.maximum(np.abs(g + n), 1e-8)
        ),
        ("divided by the larger", "it divides by the larger of abs(g) and abs(n), not by their sum"): (
            np.max(d / np.maximum(np.maximum(np.abs(g), np.abs(n)), 1e-8))
        ),
        ("divided by the mean", "it divides by the mean of abs(g) and abs(n), not by their sum"): np.max(2 * d / total),
        ("divided by the root", "it divides by the root of g**2 + n**2, not by abs(g) + abs(n)"): np.max(
            d / np.maximum(np.hypot(g, n), 1e-8)
        ),
        ("sign kept (n - g)", "the sign is kept (n - g): take abs of the difference"): np.max(
            (n - g) / total, initial=0
        ),
        ("divided by abs(n)", "it divides by abs(n) alone"): np.max(d / np.maximum(np.abs(n), 1e-8)),
        ("divided by abs(g)", "it divides by abs(g) alone"): np.max(d / np.maximum(np.abs(g), 1e-8)),
        ("not entry by entry", "the largest difference is divided by the largest sum: divide entry by entry"): np.max(d)
        / np.max(total),
        ("norm of the vector", "whole vectors are compared by their norms, not entry by entry"): (
            np.linalg.norm(g - n) / max(np.linalg.norm(g) + np.linalg.norm(n), 1e-8)
        ),
        ("norms of arrays", "whole arrays are compared by their norms, not entry by entry"): max(norms),
        ("gradients summed", "the gradients are summed before they are compared"): _error(g.sum(), n.sum()),
        ("arrays summed", "the gradients of an array are summed before they are compared"): max(
            _error(a.sum(), b.sum()) for a, b in each
        ),
        ("divided by epsilon", "the difference of the two costs is divided by epsilon, not by 2 * epsilon"): np.max(
            _error(g, 2 * n)
        ),
        (
            "moved to one side",
            "the difference of the two costs is half of what it should be: move by epsilon to both sides",
        ): (np.max(_error(g, n / 2))),
        ("costs swapped", "the two costs have changed places"): np.max(_error(g, -n)),
        ("not divided by 2 epsilon", "the difference of the two costs is not divided by 2 * epsilon"): np.max(
            _error(g, 2 * epsilon * n)
        ),
        (
            "brackets around 2 epsilon",
            "the difference is multiplied by epsilon: put brackets around 2 * epsilon",
        ): np.max(_error(g, epsilon**2 * n)),
        ("multiplied by 2 epsilon", "the difference is multiplied by 2 * epsilon, not divided"): np.max(
            _error(g, 4 * epsilon**2 * n)
        ),
        ("floor of 1", "the denominator is never smaller than 1: its floor is 1e-8"): np.max(_error(g, n, 1.0)),
        ("first entry alone", "only the first entry is compared"): (d / total)[0],
        ("last entry alone", "only the last entry is compared"): (d / total)[-1],
    }


def _flat(gradients):
    return np.concatenate([np.ravel(value) for value in gradients.values()])


class _Trial:
    """One call on one cost, beside the value the formula gives. ``tested`` says in words what is tried."""

    def __init__(self, tested, cost_of, parameters, gradients, epsilon=None, twin=None):
        self.tested, self.cost_of, self.parameters, self.gradients = tested, cost_of, parameters, gradients
        self.epsilon, self.twin = epsilon, twin  # a trial on the same cost: its differences serve here too

    @property
    def given(self):
        """The call: arguments and options."""
        arguments = {"cost_of": self.cost_of, "parameters": self.parameters, "gradients": self.gradients}
        return arguments, {} if self.epsilon is None else {"epsilon": self.epsilon}

    def answer(self, outcome):
        """Take what the call gave."""
        self.outcome, self.got = outcome, _number(outcome.value) if outcome.ok else None

    @cached_property
    def numerical(self):
        """Central differences of the cost, as one flat array."""
        if self.twin is not None:
            return self.twin.numerical
        return _flat(reference.numerical_gradients(self.cost_of.note, self.parameters, self.epsilon or 1e-5))

    @property
    def flat(self):
        """The gradients in the order of the parameters, as one flat array."""
        return np.concatenate([np.ravel(self.gradients["d" + name]) for name in self.parameters])

    @property
    def want(self):
        """What the formula gives."""
        return reference.relative_error(self.flat, self.numerical)

    @property
    def candidates(self):
        """What other ways to measure the error would give."""
        sizes = [np.size(value) for value in self.parameters.values()]
        return _candidates(self.flat, self.numerical, sizes, self.epsilon or 1e-5)


def _parameters(rng):
    p = {"W1": rng.uniform(0.5, 2, (3, 2)), "b1": rng.uniform(0.5, 2, 3), "W2": rng.uniform(0.5, 2, (1, 3)),
         "b2": rng.uniform(0.5, 2, 1)}  # fmt: skip
    p["W1"][1, 1] = 0.4  # the smallest, where the cubic's error is largest: neither a first entry nor a last one
    return p


def _right(trials, mistake):
    for trial in trials:
        tested = trial.tested
        if not trial.outcome.ok:
            return failed_call("right gradients", trial.outcome, tested)
        if trial.got is None or np.ndim(trial.outcome.value) > 0:
            kind, text = type(trial.outcome.value).__name__, "return one number, the largest error"
            text = "gradient_check returns nothing. Is there a `return`?" if trial.outcome.value is None else text
            return Check("right gradients", False, tested, "one number", kind, text, "not one number")
        if not np.isfinite(trial.got):
            text = "NaN where g and n are both 0: divide by max(abs(g) + abs(n), 1e-8)"
            return Check("right gradients", False, tested, "about 0", str(trial.got), text, "0/0")
        # Parameters that were left moved are told elsewhere; here they may make a difference.
        if not 0 <= trial.got < (1e-2 if trial.outcome.changed else AGREE):
            named, words = mistake or (None, "")
            text = "right gradients should give nearly 0" + (f": {words}" if words else "")
            return Check("right gradients", False, tested, "below 1e-4", f"{trial.got:.3g}", text, named)
    return Check("right gradients", True, f"{len(trials)} costs")


def _floor(trial):
    """The failed check of a denominator without its 1e-8, where all else is right; None where it is there.

    With g = 3e-10 and n = epsilon**2 = 1e-10 the formula gives 0.02; adding 1e-8, instead of taking the larger, gives
    0.0192, and an epsilon smaller than 1e-5 up to 0.03.
    """
    if trial.got is not None and 0.019 < trial.got < 0.0305:
        return None
    text, mistake = "epsilon is 1e-5 where the call names none", "default epsilon"
    if trial.got is None or abs(trial.got - 0.5) < 0.01 or trial.got < 0.019:
        text = "two numbers that are nearly 0 are alike: divide by max(abs(g) + abs(n), 1e-8)"
        mistake = "floor of the denominator"
    got = "no number" if trial.got is None else f"{trial.got:.3g}"
    return Check("right gradients", False, trial.tested, "0.02", got, text, mistake)


def _valued(name, trials, secret, message, mistake):
    """The check of calls whose number the formula gives; ``mistake`` is what explains all of them, or None."""
    first = None
    for trial in trials:
        if not trial.outcome.ok:
            return failed_call(name, trial.outcome, trial.tested)
        slack = 20 if trial.outcome.changed and not trial.outcome.rounding_only else 1
        if not _close(trial.got, trial.want, slack) and first is None:
            expected, got = two_texts(trial.want, trial.got)
            got = "no number" if trial.got is None else got
            first = Check(name, False, trial.tested, "the formula's" if secret else expected, got, message)
    if first is None:
        return Check(name, True, trials[0].tested if len(trials) == 1 else f"{len(trials)} calls")
    if mistake:
        first.mistake, first.message = mistake
    return first


def _mistake(trials):
    """The one way to measure the error that explains the numbers of all trials, or None."""
    if any(trial.got is None for trial in trials):
        return None
    return name_by_candidates([(trial.got, trial.want, trial.candidates) for trial in trials])


def _one_wrong_at_a_time(parameters, twin):
    """A trial for each entry, whose gradient alone is wrong."""
    for name, value in parameters.items():
        for index in np.ndindex(value.shape):
            gradients = {"d" + key: 2 * array for key, array in parameters.items()}
            gradients["d" + name][index] *= 3
            tested = f"d{name}[{', '.join(map(str, index))}] alone is wrong"
            yield _Trial(tested, twin.cost_of, parameters, gradients, twin=twin), name, index


def _every_entry(trials, known, right):
    answers = {trial.got for trial in [*right, *(trial for trial, _, _ in trials)]}
    if len(answers) == 1 and None not in answers:
        seen, text = f"{answers.pop():.3g} for both", "right and wrong gradients get the same answer"
        return Check("every entry", False, trials[0][0].tested, "0.5, and 0 for right ones", seen, text)
    for trial, name, index in trials:
        if not trial.outcome.ok:
            return failed_call("every entry", trial.outcome, trial.tested)
        if trial.got is None or not trial.got > 0.01:
            place = f"d{name}[{', '.join(map(str, index))}]"
            text = f"a wrong {place} is not noticed"
            biases = ": the biases are left out" if name[0] == "b" and index == (0,) else ""
            mistake = "biases left out" if biases else "entries left out"
            seen = "no number" if trial.got is None else f"{trial.got:.3g}"
            if known:
                return Check("every entry", False, trial.tested, "0.5", seen, f"{text}: {known[1]}", known[0])
            return Check("every entry", False, trial.tested, "0.5", seen, text + biases, mistake)
    return Check("every entry", True, "one wrong entry at a time")


def inspect_gradient_check(gradient_check, fixtures=None):
    """Judge ``gradient_check`` on costs of small networks, on bowls and on cubics whose differences are known."""
    networks = [f for f in (public_networks() if fixtures is None else fixtures) if f.group == "deck"]
    secret, deck = networks[0].secret, networks[0]
    report = Report("gradient_check")
    rng = np.random.default_rng(int(abs(deck.X).sum() * 1e6) % 2**32)
    p = _parameters(rng)

    right = [_Trial(f.label, _cost_of(f), f.parameters, f.gradients) for f in networks]
    partly = {"W1": p["W1"], "b1": np.zeros(3)}
    still = {"dW1": 2 * p["W1"], "db1": np.zeros(3)}
    right.append(_Trial("a cost with derivatives that are 0", _bowl(1.0), partly, still))
    nought = {"W1": np.zeros((1, 1))}  # there the cubic's central difference is epsilon**2 = 1e-10
    flat = _Trial("a cost that is almost flat", Portable(cubic), nought, {"dW1": np.full((1, 1), 3e-10)})
    wrong = []
    for scale, said in ((1.5, "gradients 1.5 times too large"), (-1.0, "gradients of the wrong sign")):
        gradients = {name: scale * value for name, value in deck.gradients.items()}
        wrong.append(_Trial(f"{deck.label}, {said}", right[0].cost_of, deck.parameters, gradients, twin=right[0]))
    largest = []
    for factor, name in ((0.4, "dW2"), (1.7, "db1"), (2.5, "dW1")):
        gradients = {"d" + key: 2.02 * value for key, value in p.items()}
        gradients[name][(-1,) * gradients[name].ndim] *= factor
        twin = largest[0] if largest else None
        cost_of = twin.cost_of if twin else _bowl(1.0)
        largest.append(_Trial(f"one entry of {name} very wrong", cost_of, p, gradients, twin=twin))
    small = {name: 1e-3 * value for name, value in p.items()}
    steep = {"d" + name: 2e4 * value for name, value in small.items()}
    central = _Trial("a steep bowl, epsilon = 1e-5", _bowl(1e4), small, steep)
    coarse = []
    for epsilon in (0.5, 0.2):
        gradients = {"d" + name: 3 * value**2 for name, value in p.items()}
        coarse.append(_Trial(f"a cubic, epsilon = {epsilon}", Portable(cubic), p, gradients, epsilon))
    entries = list(_one_wrong_at_a_time(p, largest[0]))

    trials = [*right, *wrong, *largest, *coarse, central, flat, *(trial for trial, _, _ in entries)]
    if is_remote(gradient_check):
        for trial in trials:  # the costs that a right answer asks for travel with the functions
            _ = trial.numerical
    for trial, outcome in zip(trials, calls(gradient_check, [trial.given for trial in trials]), strict=True):
        trial.answer(outcome)
    if not_started(trial.outcome for trial in right):
        report.started = False
        return report
    over_all = "the largest error over all entries is wanted"
    said = "gradients that are wrong should give the formula's error"
    changing = [*right, *wrong, *largest, *coarse]

    def judged(mistake=None):
        return [
            _timed(_right(right, mistake), right),
            _timed(_valued("wrong gradients", wrong, secret, said, mistake), wrong),
            _timed(_every_entry(entries, mistake, right), [trial for trial, _, _ in entries]),
            _timed(_valued("largest entry", largest, secret, over_all, mistake), largest),
            _timed(_central(central), [central]),
            _timed(_epsilon(coarse, secret, mistake), coarse),
            _timed(_unchanged(changing), changing),
        ]

    report.checks = judged()
    if not report.passed:  # only then is it looked for what was done instead
        told = [*wrong, *largest, *(trial for trial, _, _ in entries)]
        report.checks = judged(_mistake([*told, *coarse]) or _mistake(told))
        _name_kept(report.checks, [*told, *coarse])
    if report.passed:
        report.checks[0] = _floor(flat) or report.checks[0]
    tried = [(trial.tested, {**trial.given[0], **trial.given[1]}) for trial in trials]
    return report if secret else tell(report, "gradient_check", tried)


def _name_kept(checks, trials):
    """Name an answer of an earlier call where no other mistake has a name."""
    if any(check.mistake for check in checks if check.passed is False):
        return
    kept = between_calls([(t.got, t.want, t.given[0]) for t in trials if t.got is not None])
    for check in checks if kept else ():
        if check.passed is False:
            check.mistake, check.message = kept


def _timed(check, trials):
    return timed(check, [trial.outcome for trial in trials])


def _epsilon(coarse, secret, mistake):
    said = "`epsilon` does not decide the distance between the two costs"
    check = _valued("epsilon", coarse, secret, said, mistake)
    if check.passed is False and not mistake and all(t.got is not None and abs(t.got) < 1e-4 for t in coarse):
        check.mistake = "epsilon ignored"
    return check


def _central(trial):
    tested = trial.tested
    if not trial.outcome.ok:
        return failed_call("central differences", trial.outcome, tested)
    if trial.got is not None and 0 <= trial.got < AGREE:
        return Check("central differences", True, tested)
    got = "no number" if trial.got is None else f"{trial.got:.3g}"
    text = "n is not a central difference: (cost at p + epsilon - cost at p - epsilon) / (2 * epsilon)"
    mistake = "forward differences" if trial.got is not None and trial.got < 0.05 else None
    return Check("central differences", False, tested, "below 1e-4", got, text, mistake)


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
            return Check(name, False, trial.tested, "as before", "changed", text, mistake)
    return Check("arguments unchanged", True, f"{len(answered)} calls")
