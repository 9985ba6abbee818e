"""The forward pass, its activations, and the cost."""

import numpy as np

from dlgrader.mistakes.bank import Mutant
from dlgrader.mistakes.implementing_backpropagation.reference import relu, sigmoid, tanh

GROUP = "forward and cost"


def forward_without_activation(X, parameters, hidden="sigmoid", output="sigmoid"):
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        cache[f"Z{l}"] = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        cache[f"A{l}"] = cache[f"Z{l}"]
    return cache[f"A{L}"], cache


def forward_without_output_activation(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        cache[f"Z{l}"] = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        cache[f"A{l}"] = cache[f"Z{l}"] if l == L else g[hidden](cache[f"Z{l}"])
    return cache[f"A{L}"], cache


def forward_without_bias(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        cache[f"Z{l}"] = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T
        cache[f"A{l}"] = g[output if l == L else hidden](cache[f"Z{l}"])
    return cache[f"A{L}"], cache


def forward_with_bias_after_activation(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        cache[f"Z{l}"] = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T
        cache[f"A{l}"] = g[output if l == L else hidden](cache[f"Z{l}"]) + parameters[f"b{l}"]
    return cache[f"A{L}"], cache


def forward_without_transpose(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        cache[f"Z{l}"] = cache[f"A{l - 1}"] @ parameters[f"W{l}"] + parameters[f"b{l}"]
        cache[f"A{l}"] = g[output if l == L else hidden](cache[f"Z{l}"])
    return cache[f"A{L}"], cache


def forward_with_another_default(X, parameters, hidden="relu", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        cache[f"Z{l}"] = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        cache[f"A{l}"] = g[output if l == L else hidden](cache[f"Z{l}"])
    return cache[f"A{L}"], cache


def forward_ignores_names(X, parameters, hidden="sigmoid", output="sigmoid"):
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        cache[f"Z{l}"] = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        cache[f"A{l}"] = sigmoid(cache[f"Z{l}"])
    return cache[f"A{L}"], cache


def forward_hidden_activation_everywhere(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        cache[f"Z{l}"] = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        cache[f"A{l}"] = g[hidden](cache[f"Z{l}"])
    return cache[f"A{L}"], cache


def forward_three_layers(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    Z1 = X @ parameters["W1"].T + parameters["b1"]
    A1 = g[hidden](Z1)
    Z2 = A1 @ parameters["W2"].T + parameters["b2"]
    A2 = g[hidden](Z2)
    Z3 = A2 @ parameters["W3"].T + parameters["b3"]
    A3 = g[output](Z3)
    return A3, {"A0": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2, "Z3": Z3, "A3": A3}


def forward_caches_activations_as_z(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        Z = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        cache[f"A{l}"] = cache[f"Z{l}"] = g[output if l == L else hidden](Z)
    return cache[f"A{L}"], cache


def forward_without_input_in_cache(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    A, cache = X, {}
    for l in range(1, L + 1):
        cache[f"Z{l}"] = A @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        A = cache[f"A{l}"] = g[output if l == L else hidden](cache[f"Z{l}"])
    return A, cache


def forward_one_vector(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        cache[f"Z{l}"] = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        cache[f"A{l}"] = g[output if l == L else hidden](cache[f"Z{l}"])
    return cache[f"A{L}"].ravel(), cache


def forward_standardises_in_place(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    X -= X.mean(axis=0)
    cache = {"A0": X}
    for l in range(1, L + 1):
        cache[f"Z{l}"] = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        cache[f"A{l}"] = g[output if l == L else hidden](cache[f"Z{l}"])
    return cache[f"A{L}"], cache


def forward_caches_in_parameters(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = sum(name.startswith("W") for name in parameters)
    cache = parameters
    cache["A0"] = X
    for l in range(1, L + 1):
        cache[f"Z{l}"] = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        cache[f"A{l}"] = g[output if l == L else hidden](cache[f"Z{l}"])
    return cache[f"A{L}"], cache


def sigmoid_wrong_sign(z):
    return 1 / (1 + np.exp(z))


def sigmoid_overflows(z):
    return np.exp(z) / (1 + np.exp(z))


def tanh_overflows(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


def tanh_of_half(z):
    return 2 * sigmoid(z) - 1


def relu_in_place(z):
    z[z < 0] = 0
    return z


def relu_of_one_number(z):
    return z if z > 0 else 0.0


def relu_leaks(z):
    return np.maximum(z, 0.01 * z)


def cost_mean_before_square(y_hat, y):
    return float(np.mean(y_hat - y) ** 2)


def cost_absolute(y_hat, y):
    return float(np.sum(np.abs(y_hat - y)) / len(y))


def cost_halved(y_hat, y):
    return float(np.sum((y_hat - y) ** 2) / (2 * len(y)))


def cost_rooted(y_hat, y):
    return float(np.sqrt(np.sum((y_hat - y) ** 2) / len(y)))


def cost_without_square(y_hat, y):
    return float(np.sum(y_hat - y) / len(y))


def cost_broadcast(y_hat, y):
    return float(np.mean((y_hat - y.ravel()) ** 2))


def cost_per_example(y_hat, y):
    return (y_hat - y) ** 2


def cost_in_place(y_hat, y):
    y_hat -= y
    return float(np.sum(y_hat**2) / len(y))


# fmt: off
VALUES = {"values"}
MUTANTS = [
    Mutant("forward-without-activation", "forward", GROUP, "A is Z in every layer",
           {"forward": forward_without_activation}, VALUES),
    Mutant("forward-output-without-activation", "forward", GROUP, "no activation at the output",
           {"forward": forward_without_output_activation}, VALUES),
    Mutant("forward-without-bias", "forward", "bias", "biases are left out of forward",
           {"forward": forward_without_bias}, VALUES),
    Mutant("forward-bias-after-activation", "forward", "bias", "the bias is added after the activation",
           {"forward": forward_with_bias_after_activation}, VALUES),
    Mutant("forward-without-transpose", "forward", "chain", "A @ W for A @ W.T",
           {"forward": forward_without_transpose}, {"values", "shapes"}),
    Mutant("forward-ignores-names", "forward", GROUP, "sigmoid whatever `hidden` and `output` say",
           {"forward": forward_ignores_names}, {"every activation"}),
    Mutant("forward-default-relu", "forward", GROUP, "ReLU in the hidden layers where no activation is named",
           {"forward": forward_with_another_default}, {"every activation"}),
    Mutant("forward-hidden-everywhere", "forward", GROUP, "the hidden activation at the output too",
           {"forward": forward_hidden_activation_everywhere}, {"every activation"}),
    Mutant("forward-three-layers", "forward", GROUP, "written for exactly three layers",
           {"forward": forward_three_layers}, {"any depth"}),
    Mutant("forward-caches-a-as-z", "forward", "order and state", "the cache holds A under Z's name",
           {"forward": forward_caches_activations_as_z}, VALUES),
    Mutant("forward-without-A0", "forward", "order and state", "the cache does not hold the input",
           {"forward": forward_without_input_in_cache}, {"cache keys"}),
    Mutant("forward-flat-output", "forward", GROUP, "y_hat has shape (m,)",
           {"forward": forward_one_vector}, {"shapes"}),
    Mutant("forward-changes-X", "forward", "order and state", "X is centred, in place",
           {"forward": forward_standardises_in_place}, {"arguments unchanged", "values"}),
    Mutant("forward-changes-parameters", "forward", "order and state", "the cache is written into the parameters",
           {"forward": forward_caches_in_parameters}, {"arguments unchanged"}),
    Mutant("sigmoid-sign", "activations", GROUP, "1 / (1 + exp(z))", {"sigmoid": sigmoid_wrong_sign}, {"sigmoid"}),
    Mutant("sigmoid-nan", "activations", GROUP, "exp(z) / (1 + exp(z)) is NaN at z = 1000",
           {"sigmoid": sigmoid_overflows}, {"large z"}),
    Mutant("tanh-nan", "activations", GROUP, "tanh from four exponentials is NaN at z = 1000",
           {"tanh": tanh_overflows}, {"large z"}),
    Mutant("tanh-of-half", "activations", GROUP, "2 sigmoid(z) - 1: the 2 before z is lost",
           {"tanh": tanh_of_half}, {"tanh"}),
    Mutant("relu-in-place", "activations", "order and state", "negative entries of the caller's z become 0",
           {"relu": relu_in_place}, {"arguments unchanged"}),
    Mutant("relu-one-number", "activations", GROUP, "an if that works for one number only",
           {"relu": relu_of_one_number}, {"relu", "any shape"}),
    Mutant("relu-leaks", "activations", GROUP, "0.01 z below 0", {"relu": relu_leaks}, {"relu"}),
    Mutant("cost-mean-before-square", "cost", GROUP, "the square of the mean error",
           {"cost": cost_mean_before_square}, {"value"}),
    Mutant("cost-absolute", "cost", GROUP, "absolute errors", {"cost": cost_absolute}, {"value"}),
    Mutant("cost-halved", "cost", GROUP, "1/(2m)", {"cost": cost_halved}, {"value"}),
    Mutant("cost-rooted", "cost", GROUP, "the root of the mean square", {"cost": cost_rooted}, {"value"}),
    Mutant("cost-without-square", "cost", GROUP, "errors of both signs cancel",
           {"cost": cost_without_square}, {"value"}),
    Mutant("cost-broadcast", "cost", GROUP, "(m, 1) - (m,) becomes (m, m)", {"cost": cost_broadcast}, {"value"}),
    Mutant("cost-per-example", "cost", GROUP, "one loss per example", {"cost": cost_per_example}, {"one number"}),
    Mutant("cost-in-place", "cost", "order and state", "the error is formed inside y_hat",
           {"cost": cost_in_place}, {"arguments unchanged"}),
]
