"""The network worked on paper: its numbers, and a judge that goes on with the student's own."""

import numpy as np

from dlcourse.check.harness.compare import LARGEST
from dlcourse.check.harness.report import Check, Report

NETWORK = {
    "X": np.array([[1.0, 2.0]]),
    "y": np.array([[1.0]]),
    "parameters": {
        "W1": np.array([[0.5, -0.4], [0.3, 0.2]]),
        "b1": np.array([0.1, -0.2]),
        "W2": np.array([[0.6, -0.5]]),
        "b2": np.array([0.3]),
    },
}

KEYS = (
    "z1_0", "z1_1", "a1_0", "a1_1", "z2", "a2", "cost", "dA2", "dZ2", "dW2_00", "dW2_01", "db2",
    "dZ1_0", "dZ1_1", "dW1_00", "dW1_01", "dW1_10", "dW1_11", "db1_0", "db1_1",
)  # fmt: skip

RTOL, ATOL = 0.02, 0.002


def _number(value):
    """A finite float, or None."""
    if isinstance(value, (str, bytes)):
        return None
    try:
        if np.asarray(value).dtype.kind == "c":  # its imaginary part would be lost
            return None
        value = np.asarray(value, dtype=float)
    except Exception:
        return None
    return float(value.reshape(())) if value.size == 1 and np.abs(value).max() <= LARGEST else None


def _close(got, want):
    """Nothing is near a number beyond :data:`LARGEST`: what follows from such numbers soon is infinite."""
    return abs(want) <= LARGEST and abs(got - want) <= max(ATOL, RTOL * abs(want))


def _sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


def _slope(a):
    return a * (1 - a)


def _steps(network):
    """What each quantity is, and what a slip makes of it.

    Per key: the quantity as a function of the numbers before it, what it becomes when a factor is left out, and
    (where there is a third entry) what it becomes when another is used instead.
    """
    (x0, x1), y = network["X"][0], network["y"][0, 0]
    p = network["parameters"]
    W1, b1, (w0, w1), b2 = p["W1"], p["b1"], p["W2"][0], p["b2"][0]
    steps = {}
    for i in (0, 1):
        u, v, b = W1[i, 0], W1[i, 1], b1[i]
        steps[f"z1_{i}"] = (
            lambda n, u=u, v=v, b=b: u * x0 + v * x1 + b,
            {
                f"bias b1_{i}": lambda n, u=u, v=v: u * x0 + v * x1,
                f"term W1_{i}0 * x_0": lambda n, v=v, b=b: v * x1 + b,
                f"term W1_{i}1 * x_1": lambda n, u=u, b=b: u * x0 + b,
            },
        )
        steps[f"a1_{i}"] = (
            lambda n, i=i: _sigmoid(n[f"z1_{i}"]),
            {
                "sigmoid": lambda n, i=i: n[f"z1_{i}"],
                "minus sign in exp(-z)": lambda n, i=i: _sigmoid(-n[f"z1_{i}"]),
            },
        )
    steps["z2"] = (
        lambda n: w0 * n["a1_0"] + w1 * n["a1_1"] + b2,
        {
            "bias b2": lambda n: w0 * n["a1_0"] + w1 * n["a1_1"],
            "term W2_00 * a1_0": lambda n: w1 * n["a1_1"] + b2,
            "term W2_01 * a1_1": lambda n: w0 * n["a1_0"] + b2,
        },
    )
    steps["a2"] = (
        lambda n: _sigmoid(n["z2"]),
        {"sigmoid": lambda n: n["z2"], "minus sign in exp(-z)": lambda n: _sigmoid(-n["z2"])},
    )
    steps["cost"] = (
        lambda n: (n["a2"] - y) ** 2,
        {
            "square": lambda n: n["a2"] - y,
            ("full weight", "its full weight (there is no 1/2 here)"): lambda n: (n["a2"] - y) ** 2 / 2,
        },
    )
    steps["dA2"] = (
        lambda n: 2 * (n["a2"] - y),
        {
            "factor 2": lambda n: n["a2"] - y,
            ("right sign", "the right sign (y_hat - y)"): lambda n: 2 * (y - n["a2"]),
        },
    )
    steps["dZ2"] = (
        lambda n: n["dA2"] * _slope(n["a2"]),
        {
            "factor sigma'(z2)": lambda n: n["dA2"],
            "factor dA2": lambda n: _slope(n["a2"]),
            "factor 1 - a2": lambda n: n["dA2"] * n["a2"],
            "factor a2": lambda n: n["dA2"] * (1 - n["a2"]),
        },
        {
            ("slope at z", "the slope of the sigmoid is a2 (1 - a2), not z2 (1 - z2)"): lambda n: (
                n["dA2"] * _slope(n["z2"])
            )
        },
    )
    for j in (0, 1):
        steps[f"dW2_0{j}"] = (
            lambda n, j=j: n["dZ2"] * n[f"a1_{j}"],
            {f"input a1_{j} of the layer": lambda n: n["dZ2"], "factor dZ2": lambda n, j=j: n[f"a1_{j}"]},
        )
    steps["db2"] = (lambda n: n["dZ2"], {})
    for i, w in ((0, w0), (1, w1)):
        steps[f"dZ1_{i}"] = (
            lambda n, i=i, w=w: n["dZ2"] * w * _slope(n[f"a1_{i}"]),
            {
                f"factor sigma'(z1_{i})": lambda n, w=w: n["dZ2"] * w,
                f"factor W2_0{i}": lambda n, i=i: n["dZ2"] * _slope(n[f"a1_{i}"]),
                "factor dZ2": lambda n, i=i, w=w: w * _slope(n[f"a1_{i}"]),
                f"factor 1 - a1_{i}": lambda n, i=i, w=w: n["dZ2"] * w * n[f"a1_{i}"],
                ("factor sigma'(z2)", "the factor sigma'(z2), which is part of dZ2"): (
                    lambda n, i=i, w=w: n["dA2"] * w * _slope(n[f"a1_{i}"])
                ),
            },
            {
                ("slope at z", f"the slope of the sigmoid is a1_{i} (1 - a1_{i}), not z1_{i} (1 - z1_{i})"): (
                    lambda n, i=i, w=w: n["dZ2"] * w * _slope(n[f"z1_{i}"])
                ),
            },
        )
    for i in (0, 1):
        for j, x in ((0, x0), (1, x1)):
            steps[f"dW1_{i}{j}"] = (
                lambda n, i=i, x=x: n[f"dZ1_{i}"] * x,
                {
                    f"input x_{j}": lambda n, i=i: n[f"dZ1_{i}"],
                    f"factor dZ1_{i}": lambda n, x=x: x,
                },
                {
                    ("a for x", f"it needs what the layer heard, x_{j}, not its own a1_{i}"): lambda n, i=i: (
                        n[f"dZ1_{i}"] * n[f"a1_{i}"]
                    )
                }
                | (
                    {
                        ("transposed", f"this is dW1_{j}{i}: dW1 is transposed"): lambda n, j=j, i=i: (
                            n[f"dZ1_{j}"] * (x0, x1)[i]
                        )
                    }
                    if i != j
                    else {}
                ),
            )
        steps[f"db1_{i}"] = (lambda n, i=i: n[f"dZ1_{i}"], {})
    return steps


def _nearest(got, tries):
    """The mistakes that give ``got``, as (id, words); one alone where it is far nearer than the others."""
    fitting = sorted((abs(got - other), name) for name, other in tries.items() if _close(got, other))
    if len(fitting) > 1 and 3 * fitting[0][0] < fitting[1][0]:
        fitting = fitting[:1]
    return [name for _, name in fitting]


def inspect_by_hand(answers, fixtures=(NETWORK,)):
    """Judge the numbers in order of dependence, each from the student's own earlier ones.

    A number also counts when it is right outright. Where the student's earlier numbers would make it (nearly) zero,
    only the right number counts: multiplying zeros is no evidence of a chain rule.
    """
    steps = _steps(fixtures[0])
    return judge_numbers("by_hand", answers, {key: steps[key] for key in KEYS}, "2-2-1, m = 1, sigmoid")


def _one_for_all(key, got, own, step):
    """Whether a number stands again and again before what it follows from: then it follows from nothing.

    With one number in all places, the bias's derivative "follows" from the pre-activation's, which it is equal to.
    """
    before = [name for name in own if name != key]
    needed = [k for k, name in enumerate(before) if step(own | {name: own[name] + abs(own[name]) + 1.0}) != step(own)]
    return sum(_close(own[name], got) for name in before[: max(needed, default=0)]) > 1


def judge_numbers(question, answers, steps, tested):
    """Judge numbers in the order of ``steps``, each from the student's own earlier ones.

    steps : ``{key: (the quantity from the numbers before it, {factor left out: what that gives}[, {mistake: ...}])}``;
        a factor is its name, or (id, words); a mistake is (id, words)
    """
    report = Report(question, in_order=True)
    given = answers if isinstance(answers, dict) else {}
    if all(given.get(key) is None for key in steps):
        report.started = False
        report.checks = [Check(key, None, message="not started") for key in steps]
        return report
    truth, own, wrong_before = {}, {}, None
    for key in steps:
        step, without, *instead = steps[key]
        truth[key] = float(step(truth))
        got = _number(given.get(key))
        want = float(step(own))
        own[key] = truth[key] if got is None else got
        trivial = abs(want) <= 2 * ATOL
        check = Check(key, None, tested=tested)
        report.checks.append(check)
        if got is None:
            missing = given.get(key) is None
            check.passed, check.got = False, "nothing" if missing else type(given.get(key)).__name__
            check.message = f"{key} is missing" if missing else f"{key} must be one finite number"
            check.message += ", without quotes" if isinstance(given.get(key), str) else ""
            check.mistake = "number missing" if missing else None
            continue
        check.got = f"{got:.4g}"
        follows = not trivial and _close(got, want) and not _one_for_all(key, got, own, step)
        check.passed = bool(follows or _close(got, truth[key]))
        if check.passed:
            if wrong_before and not _close(got, truth[key]):
                check.message = "follows from your own earlier numbers"
            continue
        check.expected = "a number that follows from the ones before it"
        named = [name if isinstance(name, tuple) else (name, f"the {name}") for name in without]
        tries = {
            (f"lacks {name}", f"it lacks {words}"): other(own)
            for (name, words), other in zip(named, without.values(), strict=True)
        }
        tries |= {mistake: other(own) for others in instead for mistake, other in others.items()}
        lacks = _nearest(got, tries)
        lead = "the first wrong quantity is " if wrong_before is None else ""
        if len(lacks) == 1:
            check.mistake = f"{key}: {lacks[0][0]}"
            check.message = f"{lead}{key}: {lacks[0][1]}"
        elif abs(got) > ATOL and _close(-got, want):
            check.mistake = f"{key}: wrong sign"
            check.message = f"{lead}{key}: its sign is wrong"
        else:
            said = "it does not follow from the numbers before it"
            if key.startswith("z1_"):
                said = "it is not the two products of inputs and weights plus the bias"
            check.message = f"{lead}{key}: {said}"
        wrong_before = wrong_before or key
    return report
