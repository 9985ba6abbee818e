"""Question ``forward``: the cache and ``y_hat``, tensor by tensor in the order they are computed."""

from functools import partial

import numpy as np

from dlcourse import activations as formulas
from dlcourse.activations import ACTIVATIONS
from dlcourse.check.battery import (
    alike,
    arguments_unchanged,
    defaults_kept,
    failed_call,
    not_started,
    overflow_note,
    timed,
)
from dlcourse.check.calling import calls
from dlcourse.check.compare import as_array, difference
from dlcourse.check.diagnose import name_by_candidates
from dlcourse.check.fixtures import public_networks
from dlcourse.check.report import Check, Report
from dlcourse.check.standins import better_of_two

GROUPS = (("values", ("deck", "size")), ("every activation", ("activation",)), ("any depth", ("depth",)))


def _pair(outcome):
    """``(y_hat, cache)``, or None where the answer is something else."""
    value = outcome.value
    if isinstance(value, (tuple, list)) and len(value) == 2 and isinstance(value[1], dict):
        return value
    return None


def _order(fixture):
    return ["A0"] + [f"{kind}{l}" for l in range(1, fixture.depth + 1) for kind in "ZA"]


def _pre_activations(A, W, b):
    """What Z would be under each mistake of a layer; shapes that do not fit leave a mistake out."""
    tries = {
        "the bias is left out": lambda: A @ W.T,
        "the bias is subtracted": lambda: A @ W.T - b,
        "the bias is multiplied": lambda: (A @ W.T) * b,
        "W is used without .T": lambda: A @ W + b,
        "the rows of W are reversed": lambda: A @ W[::-1].T + b,
        "one bias serves the whole layer": lambda: A @ W.T + b[0],
        "the biases are summed into one": lambda: A @ W.T + b.sum(),
    }
    values = {}
    for name, compute in tries.items():
        try:
            values[name] = compute()
        except ValueError:
            continue
    return values


def _activations(Z, name):
    others = {f"{other} is used whatever activation is asked for": ACTIVATIONS[other].g(Z)
              for other in ("sigmoid", "tanh", "relu") if other != name}  # fmt: skip
    if name != "identity":
        others["the activation is left out"] = Z
    if name == "sigmoid":
        others["sigmoid has the wrong sign: it is 1 / (1 + exp(-z))"] = formulas.sigmoid(-Z)
        others["the derivative is applied instead of the activation"] = formulas.sigmoid_prime(Z)
    return others


def _diagnosis(runs, tensor_of):
    """Explain the first wrong tensor of each run from that run's right inputs."""
    cases = []
    for fixture, cache, tensor in tensor_of(runs):
        l, kind = int(tensor[1:]), tensor[0]
        if l == 0:
            continue
        if kind == "Z":
            W, b = fixture.parameters[f"W{l}"], fixture.parameters[f"b{l}"]
            wrong = _pre_activations(fixture.cache[f"A{l - 1}"], W, b)
            wrong["Z holds the activation, not the pre-activation"] = fixture.cache[f"A{l}"]
        else:
            name = fixture.output if l == fixture.depth else fixture.hidden
            wrong = _activations(fixture.cache[f"Z{l}"], name)
            if l == fixture.depth and fixture.hidden != fixture.output:
                g = ACTIVATIONS[fixture.hidden].g
                wrong["the output layer uses the hidden activation"] = g(fixture.cache[f"Z{l}"])
            elif fixture.hidden != fixture.output:
                g = ACTIVATIONS[fixture.output].g
                wrong["the hidden layers use the output activation"] = g(fixture.cache[f"Z{l}"])
        cases.append((cache[tensor], fixture.cache[tensor], wrong))
    return name_by_candidates(cases) if len(cases) >= 2 else None


def _first_wrong(fixture, pair):
    y_hat, cache = pair
    for name in _order(fixture):
        if name in cache:
            wrong = difference(name, cache[name], fixture.cache[name])
            if wrong:
                return name, wrong
    return "y_hat", difference("y_hat", y_hat, fixture.cache[f"A{fixture.depth}"])


def _keys(runs):
    for fixture, outcome in runs:
        if not outcome.ok:
            continue
        pair = _pair(outcome)
        if pair is None:
            text = type(outcome.value).__name__
            return Check("cache keys", False, fixture.label, "(y_hat, cache)", text, "return y_hat and the cache")
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
            got = as_array(pair[0] if name == "y_hat" else pair[1][name])
            shape = None if got is None else got.shape
            if shape != wanted[name].shape:
                text = f"{name} should have the shape {wanted[name].shape}: one row per example, one column per neuron"
                return Check("shapes", False, fixture.label, str(wanted[name].shape), str(shape), text, "shape")
    return Check("shapes", True if judged else None, f"{judged} networks")


def _values(name, runs, before, diagnose):
    """The check of one group; ``diagnose`` names the mistake, and is asked where there is one."""
    for fixture, outcome in runs:
        check = None
        pair = _pair(outcome) if outcome.ok else None
        if not outcome.ok:
            check = failed_call(name, outcome, fixture.label)
        elif pair is None:
            check = Check(name, None, fixture.label, message="not judged: there is no (y_hat, cache)")
        else:
            tensor, wrong = _first_wrong(fixture, pair)
            if wrong:
                hide = fixture.secret and wrong.kind in ("value", "nan")
                expected = "as the formula gives" if hide else wrong.expected
                check = Check(name, False, fixture.label, expected, wrong.got, wrong.message)
                if wrong.kind == "value":
                    check.message = f"{tensor} is the first array that differs, at {wrong.place}"
                    if diagnosis := diagnose():
                        check.message, check.mistake = f"{tensor} is wrong: {diagnosis}", diagnosis
        if check is not None:
            if before is not None and check.passed is False:
                return Check(name, None, fixture.label, message=f"not judged: {before.name!r} comes first")
            return check
    return Check(name, True, f"{len(runs)} networks")


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
            if wrong and wrong.kind == "value" and tensor != "y_hat":
                yield fixture, pair[1], tensor

    judged = [run for run in runs if run[0].group != "square"]
    report.checks = [timed(_keys(judged), outcomes), timed(_shapes(judged), outcomes)]
    before, deck = None, judged[0][0]
    for name, groups in GROUPS:
        mine = [run for run in judged if run[0].group in groups]
        square = [run for run in runs if run[0].group == "square"] if name == "values" else []
        check = _values(name, mine, before, partial(_diagnosis, mine + square, wrong_tensors))
        if name == "values" and check.passed is False and check.got == "an exception":
            _name_square_crash(check, square, wrong_tensors)
        if name == "every activation":
            check = defaults_kept(check, unnamed, deck.label, lambda pair: not _first_wrong(deck, pair)[1])
        report.checks.append(timed(check, [outcome for _, outcome in mine]))
        before = before or (check if check.passed is False else None)
    unchanged = arguments_unchanged("forward", [(outcome, fixture.label) for fixture, outcome in judged])
    twice = alike(outcomes[0], again, fixtures[0].label)
    report.checks += [timed(unchanged, outcomes), timed(twice, (outcomes[0], again))]
    if all(outcome.ok for _, outcome in judged) and all(np.isfinite(f.X).all() for f, _ in judged):
        overflow_note(report, [outcome for _, outcome in judged])
    return report


def _name_square_crash(check, square, wrong_tensors):
    """Layers that are not square crash; square ones compute something, and that names the mistake."""
    name = _diagnosis(square, wrong_tensors)
    if name:
        check.mistake, check.message = name, f"{check.message}. With square layers it shows: {name}"
