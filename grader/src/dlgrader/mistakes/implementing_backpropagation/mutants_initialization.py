"""Initial parameters: symmetric, of the wrong kind, or drawn from somewhere else."""

import numpy as np

from dlgrader.mistakes.bank import Mutant

GROUP = "initialization"


def initialize_zeros(layer_sizes, rng):
    parameters = {}
    for l in range(1, len(layer_sizes)):
        parameters[f"W{l}"] = np.zeros((layer_sizes[l], layer_sizes[l - 1]))
        parameters[f"b{l}"] = np.zeros(layer_sizes[l])
    return parameters


def initialize_equal(layer_sizes, rng):
    parameters = {}
    for l in range(1, len(layer_sizes)):
        parameters[f"W{l}"] = np.full((layer_sizes[l], layer_sizes[l - 1]), rng.normal())
        parameters[f"b{l}"] = np.zeros(layer_sizes[l])
    return parameters


def initialize_equal_neurons(layer_sizes, rng):
    parameters = {}
    for l in range(1, len(layer_sizes)):
        one_neuron = rng.normal(size=layer_sizes[l - 1])
        parameters[f"W{l}"] = np.tile(one_neuron, (layer_sizes[l], 1))
        parameters[f"b{l}"] = np.zeros(layer_sizes[l])
    return parameters


def initialize_transposed(layer_sizes, rng):
    parameters = {}
    for l in range(1, len(layer_sizes)):
        parameters[f"W{l}"] = rng.normal(size=(layer_sizes[l - 1], layer_sizes[l]))
        parameters[f"b{l}"] = np.zeros(layer_sizes[l])
    return parameters


def initialize_row_biases(layer_sizes, rng):
    parameters = {}
    for l in range(1, len(layer_sizes)):
        parameters[f"W{l}"] = rng.normal(size=(layer_sizes[l], layer_sizes[l - 1]))
        parameters[f"b{l}"] = np.zeros((1, layer_sizes[l]))
    return parameters


def initialize_one_bias(layer_sizes, rng):
    parameters = {}
    for l in range(1, len(layer_sizes)):
        parameters[f"W{l}"] = rng.normal(size=(layer_sizes[l], layer_sizes[l - 1]))
        parameters[f"b{l}"] = np.zeros(1)
    return parameters


def initialize_from_zero(layer_sizes, rng):
    parameters = {}
    for l in range(len(layer_sizes) - 1):
        parameters[f"W{l}"] = rng.normal(size=(layer_sizes[l + 1], layer_sizes[l]))
        parameters[f"b{l}"] = np.zeros(layer_sizes[l + 1])
    return parameters


def initialize_integers(layer_sizes, rng):
    parameters = {}
    for l in range(1, len(layer_sizes)):
        parameters[f"W{l}"] = rng.integers(-5, 6, size=(layer_sizes[l], layer_sizes[l - 1]))
        parameters[f"b{l}"] = np.zeros(layer_sizes[l], dtype=int)
    return parameters


def initialize_global_random(layer_sizes, rng):
    parameters = {}
    for l in range(1, len(layer_sizes)):
        parameters[f"W{l}"] = np.random.randn(layer_sizes[l], layer_sizes[l - 1])  # noqa: NPY002
        parameters[f"b{l}"] = np.zeros(layer_sizes[l])
    return parameters


def initialize_own_seed(layer_sizes, rng):
    rng = np.random.default_rng(42)
    parameters = {}
    for l in range(1, len(layer_sizes)):
        parameters[f"W{l}"] = rng.normal(size=(layer_sizes[l], layer_sizes[l - 1]))
        parameters[f"b{l}"] = np.zeros(layer_sizes[l])
    return parameters


def initialize_unseeded(layer_sizes, rng):
    rng = np.random.default_rng()
    parameters = {}
    for l in range(1, len(layer_sizes)):
        parameters[f"W{l}"] = rng.normal(size=(layer_sizes[l], layer_sizes[l - 1]))
        parameters[f"b{l}"] = np.zeros(layer_sizes[l])
    return parameters


def initialize_consumes_sizes(layer_sizes, rng):
    parameters = {}
    n_in = layer_sizes.pop(0)
    for l, n_out in enumerate(layer_sizes, start=1):
        parameters[f"W{l}"] = rng.normal(size=(n_out, n_in))
        parameters[f"b{l}"] = np.zeros(n_out)
        n_in = n_out
    return parameters


# fmt: off
def _mutant(id, description, function, *killed_by):
    return Mutant(id, "initialization", GROUP, description, {"initialize_parameters": function}, set(killed_by))


MUTANTS = [
    _mutant("init-zeros", "all weights are zero", initialize_zeros, "random weights"),
    _mutant("init-equal", "one random number for a whole layer", initialize_equal, "random weights"),
    _mutant("init-equal-neurons", "all neurons of a layer alike", initialize_equal_neurons, "random weights"),
    _mutant("init-transposed", "W has shape (n_(l-1), n_l)", initialize_transposed, "keys and shapes"),
    _mutant("init-row-biases", "b has shape (1, n_l)", initialize_row_biases, "keys and shapes"),
    _mutant("init-one-bias", "one bias for the layer", initialize_one_bias, "keys and shapes"),
    _mutant("init-from-zero", "names start at W0", initialize_from_zero, "keys and shapes"),
    _mutant("init-integers", "integer weights", initialize_integers, "float64"),
    _mutant("init-global-random", "np.random in place of rng", initialize_global_random, "uses rng", "only rng"),
    _mutant("init-own-seed", "a generator of its own with a fixed seed", initialize_own_seed, "uses rng"),
    _mutant("init-unseeded", "a generator of its own without a seed", initialize_unseeded, "uses rng", "only rng"),
    _mutant("init-consumes-sizes", "layer_sizes is emptied", initialize_consumes_sizes, "arguments unchanged"),
]
