"""Question ``activations``: six elementwise functions of the pre-activation z."""

import numpy as np

from dlcourse import activations as formulas
from dlcourse.activations import ACTIVATIONS
from dlcourse.check.harness.calling import calls
from dlcourse.check.harness.common import (
    arguments_unchanged,
    failed_call,
    not_started,
    overflow_note,
    same_value,
    timed,
)
from dlcourse.check.harness.compare import as_array, difference
from dlcourse.check.harness.inputs import remember, told
from dlcourse.check.harness.kept import EARLIER
from dlcourse.check.harness.networks import arrays
from dlcourse.check.harness.report import Check, Report
from dlcourse.check.implementing_backpropagation.diagnose import name_by_candidates

NAMES = ("sigmoid", "tanh", "relu", "sigmoid_prime", "tanh_prime", "relu_prime")
LARGE = np.array([-1000.0, 1000.0, -800.0, 750.0])


def _right(name, z):
    plain = name.removesuffix("_prime")
    return ACTIVATIONS[plain].g_prime(z) if name.endswith("_prime") else ACTIVATIONS[plain].g(z)


def _candidates(name, z):
    """Values the known mistakes give."""
    plain = name.removesuffix("_prime")
    g, prime = ACTIVATIONS[plain]
    a = g(z)
    tries = {
        (f"{other} returned", f"{name} returns {other}(z)"): ACTIVATIONS[other].g(z)
        for other in ("sigmoid", "tanh", "relu")
        if other != name and name != f"{other}_prime"
    }
    tries["z returned", f"{name} returns z itself"] = z
    tries["fraction cut off", f"{name} cuts the fraction off"] = np.trunc(_right(name, z))
    if name == "sigmoid":
        tries["sigmoid of -z", "sigmoid has the wrong sign in exp: it is 1 / (1 + exp(-z))"] = formulas.sigmoid(-z)
        tries["minus for plus", "sigmoid has a minus for a plus: it is 1 / (1 + exp(-z))"] = 1 / (1 - np.exp(-z))
        tries["1 missing below", "sigmoid lacks the 1 of its denominator: it is 1 / (1 + exp(-z))"] = np.exp(z)
        tries["exp for 1 above", "sigmoid has exp(z) in the place of its 1 on top"] = np.exp(z) * a
        tries["sigmoid of 2z", "sigmoid takes twice z: it is 1 / (1 + exp(-z))"] = formulas.sigmoid(2 * z)
        tries["powers of 2", "sigmoid takes powers of 2, not of e: it is 1 / (1 + exp(-z))"] = 1 / (1 + 2.0**-z)
        tries["softmax", "sigmoid is a softmax: each z is to be taken by itself"] = np.exp(z) / np.exp(z).sum()
        tries["hard sigmoid", "sigmoid is a straight line cut off at 0 and 1"] = np.clip(0.2 * z + 0.5, 0, 1)
    if name == "tanh":
        tries["tanh of z/2", "tanh takes half of z: it is sinh(z) / cosh(z)"] = np.tanh(z / 2)
        tries["tanh of 2z", "tanh takes twice z: it is sinh(z) / cosh(z)"] = np.tanh(2 * z)
        tries["tanh, wrong sign", "tanh has the wrong sign"] = -a
        tries["tanh upside down", "tanh is upside down: it is sinh(z) / cosh(z)"] = 1 / a
        tries["sinh for tanh", "tanh is sinh alone: it is sinh(z) / cosh(z)"] = np.sinh(z)
        tries["tan for tanh", "tanh is the tangent: it is sinh(z) / cosh(z)"] = np.tan(z)
        tries["arctan for tanh", "tanh is the arc tangent: it is sinh(z) / cosh(z)"] = np.arctan(z)
        tries["sigmoid for tanh", "tanh is the sigmoid of 2z: it is 2 sigmoid(2z) - 1"] = formulas.sigmoid(2 * z)
        tries["z cut off at 1", "tanh cuts z off at 1"] = np.tanh(np.clip(z, -1, 1))
    if name == "relu":
        tries["relu of the wrong side", "relu keeps the negative side: it is max(0, z)"] = np.minimum(z, 0)
        tries["abs for relu", "relu takes the absolute value: it is max(0, z)"] = np.abs(z)
        tries["leaky relu", "relu is leaky: it is 0 for negative z"] = np.where(z > 0, z, 0.01 * z)
        tries["leaky relu (0.1)", "relu is leaky (0.1 z): it is 0 for negative z"] = np.where(z > 0, z, 0.1 * z)
        tries["elu", "relu is an ELU: it is 0 for negative z"] = np.where(z > 0, z, np.exp(np.minimum(z, 0)) - 1)
        tries["softplus", "relu is a softplus: it is max(0, z)"] = np.log1p(np.exp(z))
        tries["relu cut off at 1", "relu cuts off at 1: it is max(0, z)"] = np.clip(z, 0, 1)
        tries["max with 1", "relu is max(1, z): it is max(0, z)"] = np.maximum(z, 1)
        tries["slope for relu", "relu returns its derivative"] = formulas.relu_prime(z)
    if name.endswith("_prime"):
        tries["slope at a", f"{name} is evaluated at a = {plain}(z) instead of z"] = prime(a)
        tries["z for a", f"{name} uses the formula for a, but feeds it with z: compute a = {plain}(z) first"] = prime(
            z, z
        )
        tries["slope 1 everywhere", f"{name} is 1 everywhere"] = np.ones_like(z)
        tries["slope, wrong sign", f"{name} has the wrong sign"] = -prime(z)
        for other in ("sigmoid", "tanh", "relu"):
            if other != plain:
                tries[f"slope of {other}", f"{name} is the derivative of {other}"] = ACTIVATIONS[other].g_prime(z)
    if name == "sigmoid_prime":
        tries["factor 1 - a missing", "sigmoid_prime lacks the factor 1 - a"] = a
        tries["factor a missing", "sigmoid_prime lacks the factor a"] = 1 - a
        tries["plus for minus", "sigmoid_prime has a plus: it is a (1 - a)"] = a * (1 + a)
        tries["slope of tanh from a", "sigmoid_prime is 1 - a**2, which belongs to tanh"] = 1 - a * a
        tries["square too much", "sigmoid_prime has a square too much: it is a (1 - a)"] = a * (1 - a) ** 2
        tries["square missing below", "sigmoid_prime lacks a square: it is exp(-z) / (1 + exp(-z))**2"] = np.exp(
            -np.abs(z)
        ) / (1 + np.exp(-np.abs(z)))
    if name in ("tanh_prime", "relu_prime"):
        tries["value for slope", f"{name} returns {plain}(z)"] = a
    if name == "tanh_prime":
        tries["square missing", "tanh_prime lacks the square of tanh(z)"] = 1 - a
        tries["1 minus missing", "tanh_prime returns tanh(z)**2, without 1 minus"] = a * a
        tries["plus for minus", "tanh_prime has a plus: it is 1 - tanh(z)**2"] = 1 + a * a
        tries["slope of sigmoid from a", "tanh_prime is a (1 - a), which belongs to the sigmoid"] = a * (1 - a)
        tries["all squared", "tanh_prime squares all of it: it is 1 - tanh(z)**2"] = (1 - a) ** 2
        tries["z squared", "tanh_prime squares z: it is 1 - tanh(z)**2"] = 1 - np.tanh(z * z)
        tries["factor 2", "tanh_prime has a factor 2 too much"] = 2 * (1 - a * a)
        tries["square missing below", "tanh_prime lacks a square: it is 1 / cosh(z)**2"] = 1 / np.cosh(z)
    if name == "relu_prime":
        tries["sign for slope", "relu_prime is -1 for negative z: it is 0 there"] = np.sign(z)
        tries["slope turned round", "relu_prime is turned round: it is 1 where z > 0"] = (z < 0) * 1.0
        tries["leaky slope", "relu_prime is leaky: it is 0 for negative z"] = np.where(z > 0, 1, 0.01)
        tries["slope 0 everywhere", "relu_prime is 0 everywhere"] = np.zeros_like(z)
        tries["slope from 1 on", "relu_prime starts at z = 1: it is 1 where z > 0"] = (z > 1) * 1.0
    return tries


def _values(name, outcomes, fixtures):
    cases, first = [], None
    for z, outcome in zip(fixtures.z, outcomes, strict=True):
        if z.ndim != 1 and z.ndim != 2:
            continue
        tested = f"z of shape {z.shape}"
        if not outcome.ok:
            return _stopped(name, name, outcome, tested)
        if outcome.value is None:
            said = f"{name} returns nothing. Is there a `return`?"
            return Check(name, False, tested, "an array", "None", said, "nothing returned")
        right = _right(name, z)
        wrong = difference(f"{name}(z)", outcome.value, right)
        cases.append((outcome.value, right, z))
        if wrong and first is None:
            hide = fixtures.secret and wrong.kind in ("value", "nan")
            first = Check(name, False, tested, "as the formula gives" if hide else wrong.expected, wrong.got)
            first.message = wrong.message
    if first is None:
        return Check(name, True, f"{len(cases)} arrays")
    diagnosis = name_by_candidates([(got, right, _candidates(name, z)) for got, right, z in cases])
    if diagnosis:
        first.mistake, first.message = diagnosis
    elif first.mistake is None and all(_nearly(got, right) for got, right, _ in cases):
        first.message = f"{name} is nearly right, but not near enough: is something rounded?"
        first.mistake = "not exact"
    return first


def _nearly(got, right):
    got = as_array(got)
    return got is not None and got.shape == right.shape and bool(np.allclose(got, right, rtol=0, atol=0.02))


def _stopped(check, name, outcome, tested):
    """The check of a call that raised, which says whose call it was."""
    failed = failed_call(check, outcome, tested)
    failed.message = f"{name}: {failed.message}" if not outcome.stub else failed.message
    return failed


def _large(name, outcome, values_right, before):
    if not outcome.ok:
        return _stopped("large z", name, outcome, "z = +-1000")
    got = as_array(outcome.value)
    if got is not None and got.shape == LARGE.shape and np.isnan(got).any():
        text = f"{name} gives NaN at z = +-1000: something overflows, and infinity over infinity is not a number"
        plain = name.removesuffix("_prime")
        if plain == "tanh" and values_right:  # the formula as it is printed
            text += ". For smaller z it is right. np.tanh is right for every z"
        return Check("large z", False, "z = +-1000", "a number", "NaN", text, "NaN at large z")
    wrong = difference(f"{name}(z)", outcome.value, _right(name, LARGE))
    if wrong and values_right and got is not None and any(_equal(got, value) for value in before):
        return Check("large z", False, "z = +-1000", wrong.expected, wrong.got, f"{name}: {EARLIER[1]}", EARLIER[0])
    if wrong and values_right and wrong.kind in ("type", "shape"):
        return Check("large z", False, "z = +-1000", wrong.expected, wrong.got, wrong.message, "shape")
    if wrong and values_right:
        text = f"{name} is right for small z, and wrong at z = +-1000"
        return Check("large z", False, "z = +-1000", wrong.expected, wrong.got, text, "wrong at large z")
    if wrong:  # which has a better name above
        text = f"{name} is wrong for small z already: mend that first"
        return Check("large z", False, "z = +-1000", wrong.expected, wrong.got, text)
    return None


def _equal(array, value):
    other = as_array(value)
    return other is not None and np.array_equal(array, other)


def _following(check, outcomes):
    """``check``, or a passed one of a derivative that is right for the student's own values of a wrong activation."""
    plain = check.name.removesuffix("_prime")
    if plain == check.name:
        return check
    varied = False
    for given, outcome in zip(outcomes[plain], outcomes[check.name], strict=True):
        a = as_array(given.value) if given.ok else None
        if a is None or not np.isfinite(a).all() or (a.size > 1 and np.ptp(a) < 1e-6):  # a constant proves nothing
            return check
        want = {"sigmoid": a * (1 - a), "tanh": 1 - a * a, "relu": (a > 0) * 1.0}[plain]
        if not outcome.ok or difference(check.name, outcome.value, want, right=_right(check.name, want * 0)):
            return check
        varied = varied or a.size > 1
    if not varied:
        return check
    return Check(check.name, True, check.tested, message=f"follows from your own {plain}")


def _first_of(name, candidates, tested):
    return next((check for check in candidates if check), None) or Check(name, True, tested)


def _any_shape(name, outcomes, fixtures, values_right):
    """Shapes; and values in 0 and 3 dimensions where those in 1 and 2 are right, else they have been judged already."""
    for z, outcome in zip(fixtures.z, outcomes, strict=True):
        tested = f"z of shape {z.shape}"
        if not outcome.ok:
            return _stopped("any shape", name, outcome, tested)
        if isinstance(outcome.value, (list, tuple)):
            kind, text = (
                type(outcome.value).__name__,
                f"{name} must give an array, not a {type(outcome.value).__name__}",
            )
            return Check("any shape", False, tested, "an array", kind, text, "no array")
        got = as_array(outcome.value)
        if got is None or got.shape != z.shape:
            shape = "no array" if got is None else str(got.shape)
            text = f"{name} must keep the shape of z"
            return Check("any shape", False, tested, str(z.shape), shape, text, "shape")
        if values_right and z.ndim in (0, 3):
            wrong = difference(f"{name}(z)", outcome.value, _right(name, z))
            if wrong:
                return Check("any shape", False, tested, "elementwise", "other values", f"{name} is not elementwise")
    return None


def inspect_activations(sigmoid, tanh, relu, sigmoid_prime, tanh_prime, relu_prime, fixtures=None):
    """Judge the six functions: values, z = +-1000, arrays of 0 to 3 dimensions, purity, two calls alike."""
    fixtures = arrays() if fixtures is None else fixtures
    functions = dict(zip(NAMES, (sigmoid, tanh, relu, sigmoid_prime, tanh_prime, relu_prime), strict=True))
    report = Report("activations")
    tried = [*fixtures.z, fixtures.z[0], LARGE]
    made = {name: calls(g, [({"z": z}, {}) for z in tried]) for name, g in functions.items()}
    small = {name: outcomes[:-2] for name, outcomes in made.items()}
    again, large = ({name: outcomes[k] for name, outcomes in made.items()} for k in (-2, -1))
    if not_started(outcome for outcomes in small.values() for outcome in outcomes):
        report.started = False
        return report
    every = [outcome for outcomes in small.values() for outcome in outcomes]
    report.checks = [timed(_values(name, small[name], fixtures), small[name]) for name in NAMES]
    report.checks = [check if check.passed else _following(check, small) for check in report.checks]
    right = {check.name: check.passed and not check.message for check in report.checks}
    # A function that is wrong at large z alone is told before one that is wrong everywhere.
    before = {name: [o.value for o in small[name] if o.ok] for name in NAMES}
    by_size = (
        _large(name, large[name], right[name], before[name]) for name in sorted(NAMES, key=lambda name: not right[name])
    )
    by_size = _first_of("large z", by_size, "z = +-1000")
    shapes = (_any_shape(name, small[name], fixtures, right[name]) for name in NAMES)
    by_shape = _first_of("any shape", shapes, "0 to 3 dimensions")
    report.checks += [timed(by_size, large.values()), timed(by_shape, every)]
    runs = [(name, outcome) for name in NAMES for outcome in (*small[name], large[name])]
    changing = next(((name, outcome) for name, outcome in runs if outcome.changed), runs[0])
    report.checks.append(arguments_unchanged(changing[0], [(changing[1], "z"), *((o, "z") for _, o in runs)]))
    report.checks.append(Check("same answer twice", True, "6 functions"))
    for name in NAMES:
        if not (again[name].ok and small[name][0].ok and same_value(again[name].value, small[name][0].value)):
            text = f"{name} gives another answer the second time" if again[name].ok else f"{name} gave no answer"
            report.checks[-1] = Check("same answer twice", False, "z of shape (4,)", "the same", "another answer", text)
            break
    overflow_note(report, list(large.values()))
    return report if fixtures.secret else _with_inputs(report, tried)


def _with_inputs(report, tried):
    """``report`` with z in every failed check; the function is the one that its words begin with."""
    remember("activations", [{"z": z} for z in tried])
    for check in report.checks:
        function = next((name for name in sorted(NAMES, key=len, reverse=True) if check.message.startswith(name)), None)
        for number, z in enumerate(tried):
            if check.passed is False and check.tested in ("z = +-1000" if z is LARGE else f"z of shape {z.shape}", "z"):
                told(check, "activations", number, {"z": z}, check.name if check.name in NAMES else function)
                break
    return report
