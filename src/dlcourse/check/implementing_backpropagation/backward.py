"""Question ``backward``: gradients against those of the reference cost, in the order the chain rule makes them."""

from dlcourse.check.harness.calling import calls
from dlcourse.check.harness.common import (
    alike,
    arguments_unchanged,
    defaults_kept,
    failed_call,
    not_started,
    same_value,
    timed,
)
from dlcourse.check.harness.compare import as_array, difference, kind_of
from dlcourse.check.harness.inputs import tell
from dlcourse.check.harness.kept import between_calls
from dlcourse.check.harness.networks import hint, public_networks, without_single_layer
from dlcourse.check.harness.report import Check, Report
from dlcourse.check.harness.substitutes import better_of_two
from dlcourse.check.implementing_backpropagation.diagnose import (
    constant_factor,
    fitting_hypothesis,
    flat_match,
    flat_targets,
)

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
        fault = _form_of(outcome.value, fixture)
        if fault:
            return Check("shapes", False, fixture.label, *fault)
    if all(not outcome.ok for _, outcome in runs):
        return Check("shapes", None, message="no call gave an answer")
    return Check("shapes", True, f"{len(runs)} networks")


def _form_of(got, fixture):
    """Expected, got, message and name of what is wrong with the form of an answer, or None."""
    if not isinstance(got, dict):
        kind = type(got).__name__
        said = "backward returns nothing. Is there a `return`?" if got is None else f"return a dictionary, not {kind}"
        return "a dictionary", kind, said, "no dictionary"
    wanted = ", ".join(fixture.gradients)
    if "dW0" in got:
        said = "the first layer with weights is layer 1: its gradients are dW1 and db1"
        return wanted, ", ".join(map(str, got)), said, "layers from 0"
    if got and not set(got) & set(fixture.gradients):
        keys = ", ".join(map(str, got))
        return wanted, keys, f"the keys must be {wanted}; yours are {keys}"[:200], "other keys"
    for name, want in fixture.gradients.items():
        if name not in got:
            return name, "no such key", f"{name} is missing: not every layer gets a gradient", "gradient missing"
        array = as_array(got[name])
        if array is None or isinstance(got[name], (list, tuple)):
            kind = kind_of(got[name])
            return "an array", kind, f"{name} must be an array of numbers, not {kind}", "no array"
        if array.shape != want.shape:
            text = f"{name} has the shape {array.shape}; a gradient has the shape of its parameter, {want.shape}"
            return str(want.shape), str(array.shape), text, "shape"
    return None


class _Judge:
    """Values, group by group.

    What is wrong in the network of the deck is not counted again in the other groups, and what follows rightly from a
    wrong output layer counts as right. Only what nothing can be said about is not judged.
    """

    def __init__(self, runs):
        self.runs, self.judged = runs, without_single_layer(runs, _is_right)
        self.observations = []
        for fixture, outcome in runs:
            got = _gradients(outcome) if outcome.ok else {}
            error = outcome.error if not outcome.ok else None
            first = _first_difference(fixture, got, order_of(fixture))[0] if error is None else None
            self.observations.append((fixture, got, error, first))
        self.hypothesis, self.whole = None, False
        answers = [outcome for _, outcome in runs if outcome.ok]
        if any(first for *_, first in self.observations) and all(isinstance(o.value, dict) for o in answers):
            self.hypothesis, self.whole = fitting_hypothesis(self.observations)
        self.kept = None
        if self.hypothesis is None and all(isinstance(o.value, dict) for o in answers):
            self.kept = between_calls(
                [(got, f.gradients, f.arguments) for f, got, error, _ in self.observations if error is None]
            )
            self.kept = self.kept or flat_targets(self.observations)
        self.wrong_before = None
        deck = next(seen for seen in self.observations if seen[0].group == "deck")
        self.wrong_in_deck = self.factor = None
        if deck[2] is None and deck[3] is None:
            self.wrong_in_deck = set()
        elif deck[2] is None:
            self.wrong_in_deck = {_class(deck[0], n) for n in _wrong_names(*deck[:2])}
            self.factor = _common_factor(*deck[:2])

    def check(self, name, group, wanted):
        """One check over the fixtures of ``group``; ``wanted(fixture)`` lists the tensors it judges."""
        return timed(self._check(name, group, wanted), [o for fixture, o in self.runs if fixture.group == group])

    def _check(self, name, group, wanted):
        mine = [(f, o, _gradients(o)) for f, o in self.judged if f.group == group and wanted(f)]
        wrong = next(filter(None, (self._wrong_in(name, f, o, got, wanted(f)) for f, o, got in mine)), None)
        tested = mine[0][0].label if len(mine) == 1 else f"{len(mine)} networks"
        if wrong is None:
            return Check(name, True, tested)
        spared = self._spared(name, group, mine, wanted)
        if spared:
            return Check(name, True, tested, message=spared)
        if self.wrong_before is not None:
            return Check(name, None, wrong[0].tested, message=f"not judged: {self.wrong_before} comes first")
        self.wrong_before = wrong[1]
        return wrong[0]

    def _wrong_in(self, name, fixture, outcome, got, names):
        """(Check, what is wrong) of the first wrong tensor of one fixture, or None."""
        if not outcome.ok:
            return hint(self._crashed(name, fixture, outcome), fixture), "the call that stopped"
        tensor, wrong = _first_difference(fixture, got, names)
        return (hint(self._explained(name, fixture, tensor, wrong, got), fixture), tensor) if tensor else None

    def _spared(self, name, group, mine, wanted):
        """Why a check in which something is wrong is passed all the same, in words, or None."""
        if name == "output layer":
            return self._right_elsewhere(mine)
        if any(not outcome.ok for _, outcome, _ in mine) or self.wrong_in_deck is None:
            return None
        if all(self._follows(name, f, got, wanted(f)) for f, _, got in mine):
            return "follows from your own output layer"
        if group == "deck" or not self.wrong_in_deck or ("dW", "hidden") in self.wrong_in_deck:
            return None
        left = [(f, got, [n for n in wanted(f) if _class(f, n) not in self.wrong_in_deck]) for f, _, got in mine]
        if any(_first_difference(f, got, names)[0] for f, got, names in left):
            return None
        return "right but for what is wrong above"

    def _right_elsewhere(self, mine):
        """The output layer of a function that stops later on is seen where it does not stop."""
        if any(outcome.ok for _, outcome, _ in mine):
            return None
        seen = [(fixture, got) for fixture, got, error, _ in self.observations if error is None]
        if len(seen) < 2 or any(_first_difference(f, got, order_of(f)[:2])[0] for f, got in seen):
            return None
        return f"right where the call gave an answer, on {len(seen)} other networks"

    def _follows(self, name, fixture, got, names):
        """Whether these tensors are what comes of a mistake at the start of the way back, all else being right."""
        found = self.hypothesis if self.whole and self.hypothesis.at_the_start else None
        if found is not None:
            parts = {"every activation": {"output_prime"}, "any batch size": {"divide", "rows"}}.get(name, set())
            return not parts & found.replaced and all(_agrees(got, found.predict(fixture), n) for n in names)
        if self.factor is None or self.whole:
            return False
        return all(_agrees(got, {n: self.factor * fixture.gradients[n]}, n) for n in names)

    def _crashed(self, name, fixture, outcome):
        """The exception, and the mistake's name where fixtures that gave values show it."""
        check = failed_call(name, outcome, fixture.label)
        key = (outcome.error or "").removeprefix("KeyError: ").strip("'")
        if key != outcome.error and check.mistake is None and fixture.group == "deck":
            check.message += ". `cache` holds exactly A0, Z1, A1, ..., ZL, AL, and `parameters` W1, b1, ..., WL, bL"
            check.mistake = "no such key"
        if self.kept:
            check.mistake, said = self.kept
            check.message = f"{said}. Here {check.message}"
        if self.hypothesis:
            seen = next((f, first) for f, _, _, first in self.observations if first)
            check.mistake = self.hypothesis.mistake
            check.message = f"{self._words(*seen)}. Here {check.message}"
        return check

    def _words(self, fixture, tensor):
        l = int(tensor[2:])
        return self.hypothesis.message.format(t=tensor, l=l, k=l - 1, u=l + 1, m=fixture.m)

    def _explained(self, name, fixture, tensor, wrong, got):
        expected, seen = (wrong.expected, wrong.got) if wrong else ("", "nothing")
        if fixture.secret and wrong and wrong.kind in ("value", "nan"):
            expected = "the numerical gradient"
        check = Check(name, False, fixture.label, expected, seen)
        if self.hypothesis:
            check.mistake, check.message = self.hypothesis.mistake, self._words(fixture, tensor)
        elif self.kept:
            check.mistake, check.message = self.kept[0], f"{tensor}: {self.kept[1]}"
        elif wrong is None:
            check.message, check.mistake = f"{tensor} is missing: not every layer gets a gradient", "gradient missing"
        elif wrong.kind == "value":
            check.message = f"{tensor} is the first gradient that differs: {wrong.place} is not the numerical gradient"
            factor = constant_factor(got[tensor], fixture.gradients[tensor])
            if factor is not None and abs(factor - 1) < 0.02:
                check.message = f"{tensor} is nearly the numerical gradient, but not near enough: is something rounded?"
                check.mistake = "not exact"
            elif factor is not None and abs(factor) > 1e-9:
                is_m = f" (m = {fixture.m})" if fixture.m > 1 and abs(abs(factor) - fixture.m) < 1e-3 else ""
                check.message = f"{tensor} is {factor:.4g} times the numerical gradient in every entry{is_m}"
                check.mistake = "constant factor"
        else:
            check.message = wrong.message
            check.mistake = "NaN" if wrong.kind == "nan" else "not numbers" if wrong.kind == "type" else None
        return check


def _class(fixture, name):
    """A tensor's kind, and whether it belongs to the output layer or to a hidden one."""
    return name[:2], "output" if int(name[2:]) == fixture.depth else "hidden"


def _is_right(fixture, outcome):
    return outcome.ok and _first_difference(fixture, _gradients(outcome), order_of(fixture))[0] is None


def _wrong_names(fixture, got):
    return [name for name in order_of(fixture) if _first_difference(fixture, got, [name])[0]]


def _agrees(got, want, name):
    return name in got and name in want and flat_match(name, got[name], want[name])


def _common_factor(fixture, got):
    """c where every gradient is c times the right one (and c is neither 0 nor 1), else None."""
    factors = [constant_factor(got.get(name), want) for name, want in fixture.gradients.items()]
    if any(factor is None for factor in factors) or abs(factors[0]) < 1e-9:
        return None
    alike = max(factors) - min(factors) < 1e-3 * abs(factors[0])
    return factors[0] if alike and abs(factors[0] - 1) > 1e-3 else None


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

    report.checks = [
        timed(_shapes(judged), outcomes),
        judge.check("output layer", "deck", last),
        judge.check("hidden layers", "deck", before),
        *(judge.check(name, group, order_of) for name, group in GROUPS),
        timed(arguments_unchanged("backward", [(outcome, fixture.label) for fixture, outcome in judged]), outcomes),
        timed(alike(outcomes[0], again, fixtures[0].label), (outcomes[0], again)),
    ]
    if report.checks[-1].passed is False and judge.kept:
        report.checks[-1].mistake, report.checks[-1].message = judge.kept
    at = [check.name for check in report.checks].index("every activation")
    named = judged[0][1]
    report.checks[at] = defaults_kept(report.checks[at], unnamed, deck.label, lambda got: same_value(got, named.value))
    tried = [(fixture.label, {**own, **options}) for fixture, (own, options) in zip(fixtures, given, strict=True)]
    tried.append((f"{deck.label}, no activation named", given[0][0]))
    return report if deck.secret else tell(report, "backward", tried)
