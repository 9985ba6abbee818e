"""Question ``backward``: gradients against those of the reference cost, in the order the chain rule makes them."""

from dlcourse.check.battery import alike, arguments_unchanged, defaults_kept, failed_call, not_started, timed
from dlcourse.check.calling import calls
from dlcourse.check.compare import as_array, difference
from dlcourse.check.diagnose import constant_factor, diagnose_backward
from dlcourse.check.fixtures import public_networks
from dlcourse.check.report import Check, Report
from dlcourse.check.standins import better_of_two

GROUPS = (("every activation", "activation"), ("any depth", "depth"), ("any batch size", "size"))


def order_of(fixture):
    """Names of the gradients in the order of dependence: the last layer first."""
    return [f"{kind}{l}" for l in range(fixture.depth, 0, -1) for kind in ("dW", "db")]


def _gradients(outcome):
    return outcome.value if isinstance(outcome.value, dict) else {}


def _first_difference(fixture, got, names):
    for name in names:
        if name not in got:
            return name, None
        wrong = difference(name, got[name], fixture.gradients[name], shape_matters=not name.startswith("db"))
        if wrong:
            return name, wrong
    return None, None


def _shapes(runs):
    for fixture, outcome in runs:
        if not outcome.ok:
            continue
        got = _gradients(outcome)
        if not isinstance(outcome.value, dict):
            text = type(outcome.value).__name__
            return Check("shapes", False, fixture.label, "a dictionary", text, f"return a dictionary, not {text}")
        for name, want in fixture.gradients.items():
            if name not in got:
                text = f"{name} is missing: not every layer gets a gradient"
                return Check("shapes", False, fixture.label, name, "no such key", text, "gradient missing")
            array = as_array(got[name])
            if array is None:
                kind = type(got[name]).__name__
                return Check("shapes", False, fixture.label, "an array", kind, f"{name} must be an array, not {kind}")
            if array.shape != want.shape:
                text = f"{name} has the shape {array.shape}; a gradient has the shape of its parameter, {want.shape}"
                return Check("shapes", False, fixture.label, str(want.shape), str(array.shape), text, "shape")
    if all(not outcome.ok for _, outcome in runs):
        return Check("shapes", None, message="no call gave an answer")
    return Check("shapes", True, f"{len(runs)} networks")


class _Judge:
    """Values, group by group; remembers the first wrong tensor, so that what depends on it is not judged."""

    def __init__(self, runs):
        self.runs = runs
        self.observations = []
        for fixture, outcome in runs:
            got = _gradients(outcome) if outcome.ok else {}
            error = outcome.error if not outcome.ok else None
            first = _first_difference(fixture, got, order_of(fixture))[0] if error is None else None
            self.observations.append((fixture, got, error, first))
        self.diagnosis = None
        if any(first for *_, first in self.observations):
            self.diagnosis = diagnose_backward(self.observations)
        self.wrong_before = None
        self.names_given = False

    def check(self, name, group, wanted):
        """One check over the fixtures of ``group``; ``wanted(fixture)`` lists the tensors it judges."""
        return timed(self._check(name, group, wanted), [o for fixture, o in self.runs if fixture.group == group])

    def _check(self, name, group, wanted):
        seen = []
        for (fixture, outcome), (_, got, _, first) in zip(self.runs, self.observations, strict=True):
            names = wanted(fixture) if fixture.group == group else []
            if not names:
                continue
            seen.append(fixture.label)
            if outcome.ok and first is None:
                continue
            if not outcome.ok:
                return self._wrong(self._crashed(name, fixture, outcome), "the call that stopped")
            tensor, wrong = _first_difference(fixture, got, names)
            if tensor:
                return self._wrong(self._explained(name, fixture, tensor, wrong, got), tensor)
        tested = seen[0] if len(seen) == 1 else f"{len(seen)} networks"
        return Check(name, True, tested)

    def _wrong(self, check, tensor):
        if self.wrong_before is not None:
            return Check(check.name, None, check.tested, message=f"not judged: {self.wrong_before} comes first")
        self.wrong_before = tensor
        return check

    def _crashed(self, name, fixture, outcome):
        """The exception, and the mistake's name where fixtures that gave values show it."""
        check = failed_call(name, outcome, fixture.label)
        if self.diagnosis:
            seen = next((f, first) for f, _, _, first in self.observations if first)
            check.mistake = self.diagnosis[0]
            check.message = f"{self._words(*seen)}. Here {check.message}"
        return check

    def _words(self, fixture, tensor):
        l = int(tensor[2:])
        return self.diagnosis[1].format(t=tensor, l=l, k=l - 1, u=l + 1, m=fixture.m)

    def _explained(self, name, fixture, tensor, wrong, got):
        expected, seen = (wrong.expected, wrong.got) if wrong else ("", "nothing")
        if fixture.secret and wrong and wrong.kind in ("value", "nan"):
            expected = "the numerical gradient"
        check = Check(name, False, fixture.label, expected, seen)
        if self.diagnosis:
            check.mistake, check.message = self.diagnosis[0], self._words(fixture, tensor)
        elif wrong is None:
            check.message, check.mistake = f"{tensor} is missing: not every layer gets a gradient", "gradient missing"
        elif wrong.kind == "value":
            check.message = f"{tensor} is the first gradient that differs: {wrong.place} is not the numerical gradient"
            factor = constant_factor(got[tensor], fixture.gradients[tensor])
            if factor is not None and abs(factor) > 1e-9 and got[tensor] is not None:
                check.message = f"{tensor} is {factor:.4g} times the numerical gradient in every entry"
                check.mistake = "constant factor"
        else:
            check.message = wrong.message
        return check


def inspect_backward(backward, fixtures=None):
    """Judge ``backward`` on networks with m = 5, 7 and 1, depths 1 to 4 and every pair of activations."""
    return better_of_two(lambda function: _inspect_once(function, fixtures), backward, keep=("backward",))


def _inspect_once(backward, fixtures):
    fixtures = public_networks() if fixtures is None else fixtures
    report = Report("backward")
    given = [
        ({"y": f.y, "parameters": f.parameters, "cache": f.cache}, {"hidden": f.hidden, "output": f.output})
        for f in fixtures
    ]
    *outcomes, again, unnamed = calls(backward, [*given, given[0], (given[0][0], {})])
    runs = list(zip(fixtures, outcomes, strict=True))
    if not_started(outcome for _, outcome in runs):
        report.started = False
        return report
    judged = [run for run in runs if run[0].group != "square"]
    judge = _Judge(runs)
    deck = judged[0][0]

    def last(fixture):
        return order_of(fixture)[:2]

    def before(fixture):
        return order_of(fixture)[2:]

    text = "a second call with the same arguments gives another answer: the gradients accumulate between calls"
    report.checks = [
        timed(_shapes(judged), outcomes),
        judge.check("output layer", "deck", last),
        judge.check("hidden layers", "deck", before),
        *(judge.check(name, group, order_of) for name, group in GROUPS),
        timed(arguments_unchanged("backward", [(outcome, fixture.label) for fixture, outcome in judged]), outcomes),
        timed(alike(outcomes[0], again, fixtures[0].label, text), (outcomes[0], again)),
    ]
    at = [check.name for check in report.checks].index("every activation")
    report.checks[at] = defaults_kept(
        report.checks[at], unnamed, deck.label, lambda got: _first_difference(deck, got, order_of(deck))[0] is None
    )
    return report
