"""Questions ``initialization`` and ``update``: the dictionary of parameters, at its start and one step on."""

import numpy as np

from dlcourse.check.harness.calling import calls, global_random_state
from dlcourse.check.harness.common import alike, arguments_unchanged, failed_call, not_started, same_value, timed
from dlcourse.check.harness.compare import as_array, difference, kind_of
from dlcourse.check.harness.inputs import tell
from dlcourse.check.harness.kept import between_calls
from dlcourse.check.harness.networks import public_networks
from dlcourse.check.harness.report import Check, Report
from dlcourse.check.implementing_backpropagation.diagnose import name_by_candidates

SIZES = ([2, 3, 2, 1], [3, 4, 4, 1], [4, 1])


def _layers(sizes):
    return "-".join(map(str, sizes))


def _shapes(sizes):
    wanted = {}
    for l in range(1, len(sizes)):
        wanted[f"W{l}"], wanted[f"b{l}"] = (sizes[l], sizes[l - 1]), (sizes[l],)
    return wanted


def _keys_and_shapes(runs):
    for sizes, outcome in runs:
        tested = _layers(sizes)
        if not outcome.ok:
            return failed_call("keys and shapes", outcome, tested)
        wanted, got = _shapes(sizes), outcome.value
        if not isinstance(got, dict) or set(got) != set(wanted):
            text = ", ".join(map(str, got)) if isinstance(got, dict) else type(got).__name__
            said, mistake = _keys_fault("initialize_parameters", got, wanted)
            return Check("keys and shapes", False, tested, ", ".join(wanted), text, said, mistake)
        for name, shape in wanted.items():
            array = as_array(got[name])
            if array is None or array.shape != shape:
                text = "no array" if array is None else str(array.shape)
                said = f"{name} has the wrong shape: W is (this layer, layer before), b is (this layer,)"
                turned = array is not None and array.shape == shape[::-1] and shape != shape[::-1]
                mistake = "W transposed" if turned else "shape"
                return Check("keys and shapes", False, tested, str(shape), text, said, mistake)
    return Check("keys and shapes", True, ", ".join(_layers(sizes) for sizes, _ in runs))


def _keys_fault(function_name, got, wanted):
    """What is wrong with what should be a dictionary with the keys ``wanted``, and the mistake's name."""
    if got is None:
        return f"{function_name} returns nothing. Is there a `return`?", "nothing returned"
    if not isinstance(got, dict):
        return f"return a dictionary, not {type(got).__name__}", "no dictionary"
    if "W0" in got:
        return "the first layer with weights is layer 1: its names are W1 and b1", "layers from 0"
    missing, more = [key for key in wanted if key not in got], [str(key) for key in got if key not in wanted]
    if missing:
        lacks = f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"
        return f"the keys must be {', '.join(wanted)}: {lacks}", "other keys"
    besides = f"there {'is' if len(more) == 1 else 'are'} {', '.join(more)} besides"[:100]
    return f"the keys must be {', '.join(wanted)} and no others: {besides}", "other keys"


def _weights(runs):
    """(layers, name, array) of every weight matrix that can be read."""
    for sizes, outcome in runs:
        if outcome.ok and isinstance(outcome.value, dict):
            for name in _shapes(sizes):
                array = as_array(outcome.value.get(name))
                if array is not None:
                    yield sizes, name, array


def _float64(runs):
    seen = False
    for sizes, outcome in runs:
        given = outcome.value if outcome.ok and isinstance(outcome.value, dict) else {}
        for name, value in ((name, given[name]) for name in _shapes(sizes) if name in given):
            seen = True
            dtype = getattr(value, "dtype", None)
            if dtype != np.float64:
                text, mistake = f"{name} must be a float64 array, not {kind_of(value)}", "not float64"
                if dtype is not None and dtype.kind in "iub":
                    text = f"{name} must be a float64 array; whole numbers would lose every small update"
                    mistake = "integer weights"
                elif dtype is not None:
                    text = f"{name} must be a float64 array, its dtype is {dtype}"
                return Check("float64", False, _layers(sizes), "float64", str(dtype), text, mistake)
    return Check("float64", True if seen else None, "all parameters")


def _random_weights(runs):
    seen = False
    for sizes, name, array in _weights(runs):
        if not np.isfinite(array).all():
            text = f"{name} contains NaN or infinity"
            return Check("random weights", False, _layers(sizes), "numbers", "NaN or infinity", text)
        # One number in the place of a matrix has no two rows that could be alike.
        if not name.startswith("W") or array.ndim != 2 or array.size != np.prod(_shapes(sizes)[name]):
            continue
        seen, tested = True, _layers(sizes)
        if not array.any():
            text = f"{name} is all zeros: all neurons of a layer then stay alike for ever (the symmetry is not broken)"
            return Check("random weights", False, tested, "random numbers", "zeros", text, "zero initialisation")
        if len(array) > 1 and len(np.unique(array, axis=0)) < len(array):
            text = f"two neurons of {name} start with the same weights and stay alike (the symmetry is not broken)"
            return Check("random weights", False, tested, "different rows", "equal rows", text, "symmetry not broken")
    return Check("random weights", True if seen else None, "every W", message="" if seen else "no W has its shape")


def inspect_initialization(initialize_parameters, fixtures=SIZES, seed=3):
    """Judge ``initialize_parameters``: keys, shapes, float64, broken symmetry, and randomness from ``rng`` alone."""
    report = Report("initialization")

    def draw(sizes, number):
        return {"layer_sizes": list(sizes), "rng": np.random.default_rng(number)}, {}

    with global_random_state() as used:
        given = [draw(sizes, number) for sizes, number in ((fixtures[0], seed), (fixtures[0], seed + 1))]
        *outcomes, again, other = calls(initialize_parameters, [*(draw(sizes, seed) for sizes in fixtures), *given])
        touched = used()
    runs = list(zip(fixtures, outcomes, strict=True))
    if not_started(outcome for _, outcome in runs):
        report.started = False
        return report
    first, tested = runs[0][1], _layers(fixtures[0])
    report.checks = [timed(check(runs), outcomes) for check in (_keys_and_shapes, _float64, _random_weights)]

    def weights(outcome):
        value = outcome.value if outcome.ok and isinstance(outcome.value, dict) else {}
        return {name: array for name, array in value.items() if str(name).startswith("W")}

    ours = Check("uses rng", True, f"{tested}, two seeds")
    drawn = {name: array for name, array in weights(first).items() if as_array(array) is not None and np.any(array)}
    same = [name for name, array in drawn.items() if same_value(array, weights(other).get(name))]
    repeats = same_value(weights(first), weights(again))  # NumPy's own generator has moved on meanwhile
    if not drawn or not weights(other):
        ours = Check("uses rng", None, message="no call gave an answer")
    elif touched and (same or not repeats):
        text = "the weights come from NumPy's global np.random; draw them from `rng`, such as rng.normal(...)"
        ours = Check("uses rng", False, tested, "rng", "np.random", text, "global np.random")
    elif same:
        names = "weights" if len(same) == len(drawn) else ", ".join(same)
        text = f"another rng gives the same {names}: they must be drawn from `rng`, not from a seed of your own"
        ours = Check("uses rng", False, tested, "other weights", "the same weights", text, "rng not used")
    elif not repeats:
        text = "the same rng gives other weights the second time: they are not drawn from `rng`"
        ours = Check("uses rng", False, tested, "the same weights", "others", text, "not only rng")
    only = Check("only rng", True, f"{tested}, one seed twice")
    if not weights(first) or not again.ok:
        only = Check("only rng", None, message="no call gave an answer")
    elif touched:
        text = "NumPy's global np.random is used: the same rng no longer repeats a run"
        only = Check("only rng", False, tested, "rng alone", "np.random too", text, "global np.random")
    elif not same_value(first.value, again.value):
        text = "the same rng gives other parameters the second time: something besides `rng` decides them"
        only = Check("only rng", False, tested, "the same parameters", "others", text, "not only rng")
    unchanged = arguments_unchanged("initialize_parameters", [(o, _layers(s)) for s, o in runs])
    report.checks += [timed(ours, (runs[0][1], other)), timed(only, (runs[0][1], again)), timed(unchanged, outcomes)]
    tried = [(_layers(sizes), draw(sizes, seed)[0]) for sizes in fixtures]
    return tell(report, "initialize_parameters", tried) if fixtures is SIZES else report


FIXED_RATE = (
    "one learning rate for all", "the step is the same for every learning rate: use the argument `learning_rate`"
)  # fmt: skip


def _update_candidates(p, g, rate):
    return {
        ("uphill", "the update goes uphill: subtract learning_rate times the gradient"): p + rate * g,
        ("learning rate left out", "the learning rate is left out"): p - g,
        ("learning rate twice", "the learning rate is applied twice"): p - rate * rate * g,
        ("nothing subtracted", "the new value is the old one, nothing is subtracted"): p,
        ("step alone", "the step alone is returned, without the old value"): -rate * g,
        ("gradient returned", "the gradient is returned"): g,
        ("factor 2", "the factor 2 is not part of an update"): p - 2 * rate * g,
        ("step minus value", "the step is learning_rate times the gradient, turned round"): rate * g - p,
        ("half a step", "only half a step is taken"): p - rate * g / 2,
        ("learning rate times parameter", "the learning rate multiplies the parameter, not the gradient"): rate * p - g,
        ("one number for the array", "one number is subtracted from the whole array"): p - rate * g.mean(),
        ("divided by the learning rate", "the gradient is divided by the learning rate, not multiplied"): p - g / rate,
        ("all multiplied", "all three are multiplied: subtract learning_rate times the gradient"): p * rate * g,
        (
            "learning rate times difference",
            "the learning rate multiplies the whole difference, not the gradient alone",
        ): rate * (p - g),
        ("parameter and gradient swapped", "parameter and gradient have changed places"): g - rate * p,
        ("sign of the gradient", "only the sign of the gradient is used"): p - rate * np.sign(g),
        ("gradient without sign", "the gradient loses its sign"): p - rate * np.abs(g),
        ("gradient of length 1", "the gradient is scaled to length 1"): p - rate * g / max(np.linalg.norm(g), 1e-12),
        ("rounded", "the result is rounded"): np.round(p - rate * g, 2),
        ("transposed", "the result is transposed"): (p - rate * g).T,
        ("weight decay", "the parameter itself shrinks besides (weight decay)"): p * (1 - 0.01 * rate) - rate * g,
    }


def _stopped(name, fixture, outcome, tested):
    """The check of a call that raised. ``gradients[name]`` is told from the key alone, as nobody else lacks it."""
    check = failed_call(name, outcome, tested)
    key = (outcome.error or "").removeprefix("KeyError: ").strip("'")
    if key in fixture.parameters and not outcome.hint:
        check.mistake = "d missing in the key"
        check.message += f'. The gradient of {key} is gradients["d{key}"]'
    return check


def inspect_update(update_parameters, fixtures=None):
    """Judge ``update_parameters``: W and b, a new dictionary, any learning rate."""
    networks = [
        f for f in (public_networks() if fixtures is None else fixtures) if f.group in ("deck", "depth", "size")
    ]
    report = Report("update")
    tried = [(f, rate) for f in networks for rate in (0.5, 0.03)]
    given = [({"parameters": f.parameters, "gradients": f.gradients, "learning_rate": rate}, {}) for f, rate in tried]
    *outcomes, again = calls(update_parameters, [*given, given[0]])
    runs = [(fixture, rate, outcome) for (fixture, rate), outcome in zip(tried, outcomes, strict=True)]
    if not_started(outcome for *_, outcome in runs):
        report.started = False
        return report

    def judged(name, kinds, rates, message):
        cases, first = [], None
        for fixture, rate, outcome in runs:
            if rate not in rates:
                continue
            tested = f"{_layers(fixture.sizes)}, learning_rate = {rate}"
            if not outcome.ok:
                return _stopped(name, fixture, outcome, tested)
            got = outcome.value if isinstance(outcome.value, dict) else {}
            for key, value in fixture.parameters.items():
                if key[0] not in kinds:
                    continue
                if key not in got:
                    said = f"{key} is missing in what you return"
                    return Check(name, False, tested, key, "no such key", said, "parameter missing")
                right = value - rate * fixture.gradients["d" + key]
                wrong = difference(key, got[key], right)
                if wrong:
                    cases.append((got[key], right, _update_candidates(value, fixture.gradients["d" + key], rate)))
                if wrong and first is None:
                    expected = "one step downhill" if fixture.secret and wrong.kind == "value" else wrong.expected
                    first = Check(name, False, tested, expected, wrong.got, wrong.message)
                    first_key, first_kind = key, wrong.kind
        if first is None:
            return Check(name, True, message)
        if not all(isinstance(outcome.value, dict) for *_, outcome in runs if outcome.ok):
            return Check(name, None, first.tested, message="not judged: there is no dictionary")
        mistake = name_by_candidates(cases)
        if mistake is None and (kept := kept_between()):
            first.message, first.mistake = f"{first_key}: {kept[1]}", kept[0]
            return first
        if mistake is None and fixed_rate():
            mistake = FIXED_RATE
        if mistake:
            first.mistake, first.message = mistake[0], f"{first_key}: {mistake[1]}"
        elif first_kind == "shape":
            first.mistake = "shape"
        return first

    def kept_between():
        told = [
            ({"parameters": f.parameters, "gradients": f.gradients, "rate": r}, f, r, o) for f, r, o in runs if o.ok
        ]
        right = [{k: p - r * f.gradients["d" + k] for k, p in f.parameters.items()} for _, f, r, _ in told]
        return between_calls([(o.value, want, own) for (own, *_, o), want in zip(told, right, strict=True)])

    def fixed_rate():
        """True when two learning rates give the same new parameters, which differ from the old."""
        a, b = runs[0], runs[1]
        return (
            a[2].ok and b[2].ok and same_value(a[2].value, b[2].value) and not same_value(a[2].value, a[0].parameters)
        )

    changed = next((run for run in runs if run[2].changed), None)
    new = Check("new dictionary", True, f"{len(runs)} calls")
    if changed:
        fixture, _, outcome = changed
        text = f"your update changed {' and '.join(f'`{n}`' for n in outcome.changed)} in place"
        new = Check("new dictionary", False, _layers(fixture.sizes), "as before", "changed", text, "argument changed")
    elif all(not outcome.ok for *_, outcome in runs):
        new = Check("new dictionary", None, message="no call gave an answer")
    else:
        new = next((_form_of_new(f, o.value) for f, _, o in runs if o.ok and _form_of_new(f, o.value)), new)
    report.checks = [
        timed(new, outcomes),
        timed(judged("weights", "W", (0.5,), "learning_rate = 0.5"), outcomes[::2]),
        timed(judged("biases", "b", (0.5,), "learning_rate = 0.5"), outcomes[::2]),
        timed(judged("any learning rate", "Wb", (0.03,), "learning_rate = 0.03"), outcomes[1::2]),
        timed(alike(outcomes[0], again, _layers(networks[0].sizes)), (outcomes[0], again)),
    ]
    called = [(f, rate, own) for (f, rate), (own, _) in zip(tried, given, strict=True)]
    tried = [(f"{_layers(f.sizes)}, learning_rate = {rate}", own) for f, rate, own in called]
    tried += [(_layers(f.sizes), own) for f, _, own in called]
    return report if networks[0].secret else tell(report, "update_parameters", tried)


def _form_of_new(fixture, got):
    """The failed check of an answer that is no dictionary of arrays with the keys of the parameters, or None."""
    name, tested, wanted = "new dictionary", _layers(fixture.sizes), list(fixture.parameters)
    if not isinstance(got, dict) or any(key not in wanted for key in got):
        said, mistake = _keys_fault("update_parameters", got, wanted)
        text = ", ".join(map(str, got)) if isinstance(got, dict) else type(got).__name__
        return Check(name, False, tested, ", ".join(wanted), text[:80], said, mistake)
    for key, value in got.items():
        if isinstance(value, (list, tuple)) or as_array(value) is None:
            text = f"{key} must be an array of numbers, not {kind_of(value)}"
            return Check(name, False, tested, "an array", kind_of(value), text, "no array")
    return None
