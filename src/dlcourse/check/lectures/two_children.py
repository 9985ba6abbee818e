"""The network that lecture 11 works on paper: a hidden neuron with two children, so that two paths lead to the cost."""

import numpy as np

PAPER = {
    "X": np.array([[2.0]]),
    "y": np.array([[0.0, 1.0]]),
    "parameters": {
        "W1": np.array([[0.5]]),
        "b1": np.array([-0.4]),
        "W2": np.array([[0.8], [-0.6]]),
        "b2": np.array([0.2, 0.3]),
    },
}
X, Y, W1, B1 = 2.0, (0.0, 1.0), 0.5, -0.4
W2, B2 = (0.8, -0.6), (0.2, 0.3)


def _sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


def _slope(a):
    return a * (1 - a)


def _activation(z):
    return (
        lambda n: _sigmoid(n[z]),
        {"sigmoid": lambda n: n[z], "minus sign in exp(-z)": lambda n: _sigmoid(-n[z])},
    )


def _child(i):
    """The numbers of output neuron i, forward and back, as ``judge_numbers`` takes them."""
    w, b, y = W2[i], B2[i], Y[i]
    z, a, dA, dZ = f"z2_{i}", f"a2_{i}", f"dA2_{i}", f"dZ2_{i}"
    forward = {
        z: (
            lambda n: w * n["a1"] + b,
            {
                f"bias b2_{i}": lambda n: w * n["a1"],
                f"term W2_{i}0 * a1": lambda n: b,
                f"factor W2_{i}0": lambda n: n["a1"] + b,
            },
            {("z for a", "the child hears a1, not z1"): lambda n: w * n["z1"] + b},
        ),
        a: _activation(z),
    }
    back = {
        dA: (
            lambda n: 2 * (n[a] - y),
            {
                "factor 2": lambda n: n[a] - y,
                ("right sign", "the right sign (y_hat - y)"): lambda n: 2 * (y - n[a]),
            },
        ),
        dZ: (
            lambda n: n[dA] * _slope(n[a]),
            {
                f"factor sigma'({z})": lambda n: n[dA],
                f"factor {dA}": lambda n: _slope(n[a]),
                f"factor 1 - {a}": lambda n: n[dA] * n[a],
                f"factor {a}": lambda n: n[dA] * (1 - n[a]),
            },
            {
                ("slope at z", f"the slope of the sigmoid is {a} (1 - {a}), not {z} (1 - {z})"): lambda n: (
                    n[dA] * _slope(n[z])
                )
            },
        ),
        f"dW2_{i}0": (
            lambda n: n[dZ] * n["a1"],
            {"input a1 of the layer": lambda n: n[dZ], f"factor {dZ}": lambda n: n["a1"]},
            {("x for a", "it needs what the layer heard, a1, not x"): lambda n: n[dZ] * X},
        ),
        f"db2_{i}": (lambda n: n[dZ], {}),
    }
    path = {
        f"path_{i}": (
            lambda n: n[dZ] * w,
            {f"factor W2_{i}0": lambda n: n[dZ], f"factor {dZ}": lambda n: w},
            {("dA for dZ", f"it goes through z2_{i}: dZ2_{i}, not dA2_{i}"): lambda n: n[dA] * w},
        )
    }
    return forward, back, path


def _steps():
    forward, back, paths = zip(_child(0), _child(1), strict=True)
    first = {
        "z1": (
            lambda n: W1 * X + B1,
            {"bias b1": lambda n: W1 * X, "term W1_00 * x": lambda n: B1, "factor x": lambda n: W1 + B1},
        ),
        "a1": _activation("z1"),
    }
    cost = {
        "cost": (
            lambda n: (n["a2_0"] - Y[0]) ** 2 + (n["a2_1"] - Y[1]) ** 2,
            {
                "loss of output 1": lambda n: (n["a2_0"] - Y[0]) ** 2,
                "loss of output 0": lambda n: (n["a2_1"] - Y[1]) ** 2,
                "squares": lambda n: n["a2_0"] - Y[0] + n["a2_1"] - Y[1],
            },
            {
                ("averaged", "the two losses are added, not averaged"): lambda n: (
                    ((n["a2_0"] - Y[0]) ** 2 + (n["a2_1"] - Y[1]) ** 2) / 2
                )
            },
        )
    }
    last = {
        "dA1": (
            lambda n: n["path_0"] + n["path_1"],
            {"path through child 1": lambda n: n["path_0"], "path through child 0": lambda n: n["path_1"]},
            {
                ("multiplied", "two paths are added, not multiplied"): lambda n: n["path_0"] * n["path_1"],
                ("averaged", "two paths are added, not averaged"): lambda n: (n["path_0"] + n["path_1"]) / 2,
                ("subtracted", "two paths are added, not subtracted"): lambda n: n["path_0"] - n["path_1"],
            },
        ),
        "dZ1": (
            lambda n: n["dA1"] * _slope(n["a1"]),
            {
                "factor sigma'(z1)": lambda n: n["dA1"],
                "factor dA1": lambda n: _slope(n["a1"]),
                "factor 1 - a1": lambda n: n["dA1"] * n["a1"],
                "factor a1": lambda n: n["dA1"] * (1 - n["a1"]),
            },
            {
                ("slope at z", "the slope of the sigmoid is a1 (1 - a1), not z1 (1 - z1)"): lambda n: (
                    n["dA1"] * _slope(n["z1"])
                )
            },
        ),
        "dW1_00": (
            lambda n: n["dZ1"] * X,
            {"input x": lambda n: n["dZ1"], "factor dZ1": lambda n: X},
            {("a for x", "it needs what the layer heard, x, not its own a1"): lambda n: n["dZ1"] * n["a1"]},
        ),
        "db1_0": (lambda n: n["dZ1"], {}),
    }
    return first | forward[0] | forward[1] | cost | back[0] | back[1] | paths[0] | paths[1] | last


STEPS = _steps()
KEYS = tuple(STEPS)
