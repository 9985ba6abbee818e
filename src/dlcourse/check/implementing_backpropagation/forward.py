"""Question ``forward``: the cache and ``y_hat``, tensor by tensor in the order they are computed."""

import numpy as np

from dlcourse.activations import ACTIVATIONS
from dlcourse.check.harness.calling import calls
from dlcourse.check.harness.common import (
    alike,
    arguments_unchanged,
    defaults_kept,
    failed_call,
    not_started,
    overflow_note,
    same_value,
    timed,
)
from dlcourse.check.harness.compare import as_array, difference, kind_of
from dlcourse.check.harness.inputs import tell
from dlcourse.check.harness.kept import between_calls
from dlcourse.check.harness.networks import hint, public_networks, without_single_layer
from dlcourse.check.harness.report import Check, Report
from dlcourse.check.harness.substitutes import better_of_two
from dlcourse.check.implementing_backpropagation.forward_mistakes import mistake_in

GROUPS = (("values", ("deck", "size")), ("every activation", ("activation",)), ("any depth", ("depth",)))


def _pair(outcome):
    """``(y_hat, cache)``, in whatever order they come, or None where the answer is something else."""
    value = outcome.value
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        return None
    if isinstance(value[1], dict):
        return value
    return (value[1], value[0]) if isinstance(value[0], dict) else None


def _order(fixture):
    return ["A0"] + [f"{kind}{l}" for l in range(1, fixture.depth + 1) for kind in "ZA"]


def _first_wrong(fixture, pair):
    y_hat, cache = pair
    for name in _order(fixture):
        if name in cache:
            wrong = difference(name, cache[name], fixture.cache[name])
            if wrong:
                return name, wrong
    return "y_hat", difference("y_hat", y_hat, fixture.cache[f"A{fixture.depth}"])


def _own(fixture, pair):
    """What each array should be if the student's own arrays before it are taken as given, by name."""
    cache = pair[1]
    arrays = {name: as_array(cache.get(name)) for name in _order(fixture)}
    given = {
        name: array if array is not None and array.shape == fixture.cache[name].shape else fixture.cache[name]
        for name, array in arrays.items()
    }
    want = {"A0": fixture.X, "y_hat": given[f"A{fixture.depth}"]}
    with np.errstate(all="ignore"):
        for l in range(1, fixture.depth + 1):
            name = fixture.output if l == fixture.depth else fixture.hidden
            Z = given[f"Z{l}"]
            want[f"Z{l}"] = given[f"A{l - 1}"] @ fixture.parameters[f"W{l}"].T + fixture.parameters[f"b{l}"]
            want[f"A{l}"] = ACTIVATIONS[name].g(Z)
    return want


def _kind(fixture, name):
    """One of "A0", "Z", "A hidden", "A output", "y_hat"."""
    if name in ("A0", "y_hat") or name[0] == "Z":
        return name if name in ("A0", "y_hat") else "Z"
    return "A output" if int(name[1:]) == fixture.depth else "A hidden"


def _wrong_kinds(fixture, pair):
    """The kinds of arrays that neither are right nor follow from the student's own arrays before them.

    An array that is not there is not right.
    """
    wrong, own = set(), _own(fixture, pair)
    for name in [*_order(fixture), "y_hat"]:
        if name != "y_hat" and name not in pair[1]:
            wrong.add(_kind(fixture, name))
            continue
        got = pair[0] if name == "y_hat" else pair[1][name]
        right = fixture.cache[f"A{fixture.depth}" if name == "y_hat" else name]
        if difference(name, got, own[name], right=right) and difference(name, got, right):
            wrong.add(_kind(fixture, name))
    return wrong


def _nearly(fixture, pair, tensor):
    right = fixture.cache[f"A{fixture.depth}" if tensor == "y_hat" else tensor]
    got = as_array(pair[0] if tensor == "y_hat" else pair[1][tensor])
    return bool(np.allclose(got, right, rtol=0, atol=0.01 * np.abs(right).max()))


def _keys(runs):
    for fixture, outcome in runs:
        if not outcome.ok:
            continue
        pair = _pair(outcome)
        if pair is None:
            kind, text = type(outcome.value).__name__, "return two things, y_hat and the dictionary cache"
            text = "forward returns nothing. Is there a `return`?" if outcome.value is None else text
            return Check("cache keys", False, fixture.label, "(y_hat, cache)", kind, text, "no (y_hat, cache)")
        if pair is not outcome.value:
            text = "return y_hat first, then the cache"
            return Check("cache keys", False, fixture.label, "(y_hat, cache)", "(cache, y_hat)", text, "order swapped")
        missing = [name for name in _order(fixture) if name not in pair[1]]
        if missing:
            text = f"the cache lacks {', '.join(missing)}"
            wanted = ", ".join(_order(fixture))
            return Check("cache keys", False, fixture.label, wanted, "not all", text, "cache incomplete")
    if all(not outcome.ok for _, outcome in runs):
        return Check("cache keys", None, message="no call gave an answer")
    return Check("cache keys", True, f"{len(runs)} networks")


def _shapes(runs):
    judged = 0
    for fixture, outcome in runs:
        pair = _pair(outcome) if outcome.ok else None
        if pair is None:
            continue
        judged += 1
        wanted = fixture.cache | {"y_hat": fixture.cache[f"A{fixture.depth}"]}
        for name in [*_order(fixture), "y_hat"]:
            if name != "y_hat" and name not in pair[1]:
                continue
            value = pair[0] if name == "y_hat" else pair[1][name]
            got = as_array(value)
            if got is None or isinstance(value, (list, tuple)):
                text = f"{name} must be an array of numbers, not {kind_of(value)}"
                return Check("shapes", False, fixture.label, "an array", kind_of(value), text, "no array")
            shape = got.shape
            if shape != wanted[name].shape:
                text = f"{name} should have the shape {wanted[name].shape}: one row per example, one column per neuron"
                return Check("shapes", False, fixture.label, str(wanted[name].shape), str(shape), text, "shape")
    return Check("shapes", True if judged else None, f"{judged} networks")


def _values(name, runs, diagnose):
    """The check of one group; ``diagnose`` names the mistake, and is asked where there is one."""
    for fixture, outcome in runs:
        pair = _pair(outcome) if outcome.ok else None
        if not outcome.ok:
            return hint(_stopped(name, fixture, outcome), fixture)
        if pair is None:
            return Check(name, None, fixture.label, message="not judged: there is no (y_hat, cache)")
        tensor, wrong = _first_wrong(fixture, pair)
        if wrong:
            hide = fixture.secret and wrong.kind in ("value", "nan")
            expected = "as the formula gives" if hide else wrong.expected
            check = Check(name, False, fixture.label, expected, wrong.got, wrong.message)
            if wrong.kind == "value":
                check.message = f"{tensor} is the first array that differs, at {wrong.place}"
                if diagnosis := diagnose():
                    check.mistake, check.message = diagnosis[0], f"{tensor} is wrong: {diagnosis[1]}"
                elif _nearly(fixture, pair, tensor):
                    check.message = f"{tensor} is nearly right, but not near enough: is something rounded?"
                    check.mistake = "not exact"
            return hint(check, fixture)
    return Check(name, True, f"{len(runs)} networks")


def _stopped(name, fixture, outcome):
    check = failed_call(name, outcome, fixture.label)
    if (outcome.error or "").startswith("KeyError") and check.mistake is None and fixture.group == "deck":
        check.message += ". `parameters` holds W1, b1, ..., WL, bL: two keys for each layer, the first layer is 1"
        check.mistake = "no such key"
    return check


def _tells(fixture, pair):
    """Whether some Z varies: one that is the same everywhere tells nothing about an activation."""
    arrays = [as_array(pair[1].get(f"Z{l}")) for l in range(1, fixture.depth + 1)]
    return any(array is not None and array.size and np.ptp(array) > 1e-9 for array in arrays)


def _spared(name, runs, deck, named):
    """Whether a group is right but for what is wrong in the network of the deck, which has been counted there.

    The activations are judged from the student's own Z, and depth from the student's own layers.
    """
    own = _pair(named) if named.ok else None
    wrong_in_deck = set() if own is None else _wrong_kinds(deck, own)
    needed = {"every activation": {"A hidden", "A output"}, "any depth": {"A0", "Z"}}[name]
    if own is None or needed & wrong_in_deck:
        return False
    pairs = [(fixture, _pair(outcome) if outcome.ok else None) for fixture, outcome in runs]
    if sum(pair is not None and _tells(fixture, pair) for fixture, pair in pairs) < len(pairs) / 2:
        return False
    return all(pair is not None and _wrong_kinds(fixture, pair) <= wrong_in_deck for fixture, pair in pairs)


def inspect_forward(forward, fixtures=None):
    """Judge ``forward`` on networks of several depths, batch sizes and activations, with biases that are not zero."""
    return better_of_two(lambda function: _inspect_once(function, fixtures), forward, keep=("forward",))


def _inspect_once(forward, fixtures):
    fixtures = public_networks() if fixtures is None else fixtures
    report = Report("forward")
    given = [({"X": f.X, "parameters": f.parameters}, {"hidden": f.hidden, "output": f.output}) for f in fixtures]
    *outcomes, again, unnamed = calls(forward, [*given, given[0], (given[0][0], {})])
    runs = list(zip(fixtures, outcomes, strict=True))
    if not_started(outcome for _, outcome in runs):
        report.started = False
        return report

    def wrong_tensors(some):
        for fixture, outcome in some:
            pair = _pair(outcome) if outcome.ok else None
            tensor, wrong = _first_wrong(fixture, pair) if pair else (None, None)
            if wrong and wrong.kind == "value":
                yield fixture, pair[0] if tensor == "y_hat" else pair[1][tensor], tensor

    judged = [run for run in runs if run[0].group != "square"]
    report.checks = [timed(_keys(judged), outcomes), timed(_shapes(judged), outcomes)]
    before, (deck, named) = None, judged[0]
    counted = without_single_layer(judged, _is_right)
    for name, groups in GROUPS:
        mine = [run for run in counted if run[0].group in groups]
        square = [run for run in runs if run[0].group == "square"] if name == "values" else []
        check = _values(name, mine, lambda mine=mine, square=square: mistake_in(wrong_tensors(mine + square)))
        if name == "values" and check.passed is False and check.got == "an exception":
            _name_square_crash(check, mistake_in(wrong_tensors(square)))
        if name != "values" and check.passed is False and before is not None:
            said = f"not judged: {before.name!r} comes first"
            check = Check(name, None, check.tested, message=said)
            if _spared(name, mine, deck, named):
                check = Check(name, True, f"{len(mine)} networks", message="right but for what is wrong above")
        if name == "every activation":
            check = defaults_kept(check, unnamed, deck.label, lambda pair: same_value(pair, named.value))
        report.checks.append(timed(check, [outcome for _, outcome in mine]))
        before = before or (check if check.passed is False else None)
    unchanged = arguments_unchanged("forward", [(outcome, fixture.label) for fixture, outcome in judged])
    twice = alike(outcomes[0], again, fixtures[0].label)
    report.checks += [timed(unchanged, outcomes), timed(twice, (outcomes[0], again))]
    _name_kept(report.checks, runs)
    if all(outcome.ok for _, outcome in judged) and all(np.isfinite(f.X).all() for f, _ in judged):
        overflow_note(report, [outcome for _, outcome in judged])
    return report if deck.secret else tell(report, "forward", _tried(fixtures, given))


def _name_kept(checks, runs):
    """Name what is kept between the calls where no mistake of one call has a name."""
    pairs = [(fixture, _pair(outcome)) for fixture, outcome in runs if outcome.ok]
    calls = [(tuple(pair), (f.cache[f"A{f.depth}"], f.cache), f.arguments) for f, pair in pairs if pair is not None]
    found = between_calls(calls) if any(check.passed is False and not check.mistake for check in checks) else None
    for check in checks if found else ():
        if check.passed is False and check.name in dict(GROUPS):
            check.mistake, check.message = found


def _tried(fixtures, given):
    """(tested, arguments) of every call."""
    tried = [(fixture.label, {**own, **options}) for fixture, (own, options) in zip(fixtures, given, strict=True)]
    return [*tried, (f"{fixtures[0].label}, no activation named", given[0][0])]


def _is_right(fixture, outcome):
    pair = _pair(outcome) if outcome.ok else None
    return pair is not None and not _first_wrong(fixture, pair)[1]


def _name_square_crash(check, mistake):
    """Layers that are not square crash; square ones compute something, and that names the mistake."""
    if mistake:
        check.mistake, check.message = mistake[0], f"{check.message}. With square layers it shows: {mistake[1]}"
