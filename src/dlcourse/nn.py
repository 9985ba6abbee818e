"""The network of the course, in NumPy.

One example is one row: ``X`` is ``(m, n)``, ``y`` is ``(m, K)``. Layer ``l`` owns ``W[l]``, of shape
``(n_l, n_(l-1))``, and ``b[l]``, of shape ``(n_l,)``, under the names ``"W1", "b1", "W2", ...``::

    Z[l] = A[l-1] @ W[l].T + b[l]        A[l] = g(Z[l])        A[0] = X

Three functions are the whole of learning: :func:`forward`, :func:`backward`, :func:`update`. They are pure: each
returns something new and leaves its arguments alone. :class:`Network` keeps the parameters and repeats the three.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

# --- activations ------------------------------------------------------------------------------------------------------
# A derivative takes z and, where the forward pass already knows it, a = g(z), which spares an exponential.


def step(z):
    """Binary step: 1 where z >= 0, else 0. Elementwise, any shape."""
    return np.where(np.real(z) >= 0, 1.0, 0.0)


def step_prime(z, a=None):
    """Zero wherever it exists (and it does not exist at 0): nothing can be learnt through it."""
    return np.zeros_like(z, dtype=float)


def relu(z):
    """max(0, z), elementwise."""
    return np.maximum(z, 0)


def relu_prime(z, a=None):
    """1 where z > 0, else 0. At the kink itself we say 0; 1 would do as well."""
    return (np.real(z) > 0) * 1.0


def sigmoid(z):
    """1 / (1 + exp(-z)), elementwise. Below -709 exp would overflow, and the value is 0 to 300 digits anyway."""
    return 1 / (1 + np.exp(-np.maximum(z, -709)))


def sigmoid_prime(z, a=None):
    """a (1 - a) with a = sigmoid(z)."""
    a = sigmoid(z) if a is None else a
    return a * (1 - a)


def tanh(z):
    """Hyperbolic tangent, elementwise."""
    return np.tanh(z)


def tanh_prime(z, a=None):
    """1 - a**2 with a = tanh(z)."""
    a = np.tanh(z) if a is None else a
    return 1 - a * a


def identity(z):
    """z itself: the output of a regression."""
    return z


def identity_prime(z, a=None):
    """1 everywhere."""
    return np.ones_like(z, dtype=float)


class Activation(NamedTuple):
    g: Callable
    g_prime: Callable


ACTIVATIONS = {
    "step": Activation(step, step_prime),
    "relu": Activation(relu, relu_prime),
    "sigmoid": Activation(sigmoid, sigmoid_prime),
    "tanh": Activation(tanh, tanh_prime),
    "identity": Activation(identity, identity_prime),
}

# --- costs ------------------------------------------------------------------------------------------------------------
# The loss of one example is the sum over its K outputs; the cost is the mean of the losses over the m examples.


def mse(y_hat, y):
    """Cost J = (1/m) * sum (y_hat - y)**2, for two ``(m, K)`` arrays."""
    error = y_hat - y
    return (error * error).sum() / len(y)


def mse_prime(y_hat, y):
    """dJ/dy_hat, ``(m, K)``."""
    return 2 * (y_hat - y) / len(y)


def cross_entropy(y_hat, y):
    """Cost J = -(1/m) * sum (y log y_hat + (1 - y) log(1 - y_hat)), finite even where y_hat is exactly 0 or 1."""
    log_yes, log_no = np.log(np.maximum(y_hat, 1e-300)), np.log(np.maximum(1 - y_hat, 1e-300))
    return -(y * log_yes + (1 - y) * log_no).sum() / len(y)


COSTS = {"mse": mse, "cross_entropy": cross_entropy}

# --- forward, backward, update ----------------------------------------------------------------------------------------


def forward(X, parameters, hidden="sigmoid", output="sigmoid"):
    """Forward pass: from the inputs to ``y_hat``, all examples at once.

    Parameters
    ----------
    X : (m, n) array
    parameters : {"W1": (n_1, n), "b1": (n_1,), "W2": ...}
    hidden, output : names in ``ACTIVATIONS``

    Returns
    -------
    y_hat : (m, K) array
    cache : {"A0": X, "Z1": ..., "A1": ..., "ZL": ..., "AL": y_hat}
    """
    depth = len(parameters) // 2
    A, cache = X, {"A0": X}
    for l in range(1, depth + 1):
        g = ACTIVATIONS[output if l == depth else hidden].g
        Z = A @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        A = g(Z)
        cache[f"Z{l}"], cache[f"A{l}"] = Z, A
    return A, cache


def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid", cost="mse"):
    """Backward pass: the gradient of the cost with respect to every parameter, by the chain rule from the output back.

    With cross-entropy after a sigmoid the two derivatives multiply to ``(y_hat - y) / m`` (Bishop, PRML, eq. 4.109).

    Parameters
    ----------
    y : (m, K) array
    parameters, cache : as :func:`forward` takes and returns them

    Returns
    -------
    {"dW1": like W1, "db1": like b1, "dW2": ...}
    """
    depth = len(parameters) // 2
    gradients = {}
    y_hat = cache[f"A{depth}"]
    dZ = (y_hat - y) / len(y) if cost == "cross_entropy" else None
    dA = mse_prime(y_hat, y) if dZ is None else None
    for l in range(depth, 0, -1):
        if dA is not None:
            g_prime = ACTIVATIONS[output if l == depth else hidden].g_prime
            dZ = dA * g_prime(cache[f"Z{l}"], cache[f"A{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = dZ.sum(axis=0)
        if l > 1:
            dA = dZ @ parameters[f"W{l}"]
    return gradients


def update(parameters, gradients, learning_rate):
    """One step of gradient descent: new parameters ``W - learning_rate * dW``, and the same for b."""
    return {name: value - learning_rate * gradients["d" + name] for name, value in parameters.items()}


def initialize_parameters(layer_sizes, rng):
    """Random weights and biases, uniform in +-1/sqrt(n_(l-1)), as ``torch.nn.Linear`` draws them.

    Returns {"W1": (n_1, n_0), "b1": (n_1,), "W2": ...}.
    """
    parameters = {}
    for l in range(1, len(layer_sizes)):
        bound = 1 / np.sqrt(layer_sizes[l - 1])
        parameters[f"W{l}"] = rng.uniform(-bound, bound, (layer_sizes[l], layer_sizes[l - 1]))
        parameters[f"b{l}"] = rng.uniform(-bound, bound, layer_sizes[l])
    return parameters


# --- the network ------------------------------------------------------------------------------------------------------


@dataclass
class History:
    """What training did. ``cost[k]`` is the cost on all of X after epoch ``k + 1``; ``epochs``, ``updates`` and
    ``samples`` say where on each axis that is. ``batch_cost`` has one entry per update: the cost of its batch before it.
    ``stopped`` names what ended it: "epochs", "tolerance" or "diverged"."""

    cost: list = field(default_factory=list)
    epochs: list = field(default_factory=list)
    updates: list = field(default_factory=list)
    samples: list = field(default_factory=list)
    batch_cost: list = field(default_factory=list)
    stopped: str | None = None


class Network:
    """A feed-forward network, its parameters, and gradient descent.

    Parameters
    ----------
    layer_sizes : such as ``[2, 3, 2, 1]``: inputs, hidden layers, outputs
    hidden, output : names of activations, one for all hidden layers and one for the last
    cost : "mse" or "cross_entropy"; the latter wants ``output="sigmoid"``
    rng : numpy.random.Generator (or a seed), for the initial parameters and the order of the examples

    Raises
    ------
    ValueError, naming the argument that cannot be used and what would do.
    """

    def __init__(self, layer_sizes, hidden="sigmoid", output="sigmoid", cost="mse", rng=None):
        _check_activation("hidden", hidden)
        _check_activation("output", output)
        if cost not in COSTS:
            raise ValueError(f"cost={cost!r} is not known; choose one of {', '.join(COSTS)}")
        if cost == "cross_entropy" and output != "sigmoid":
            raise ValueError(f"cost='cross_entropy' needs output='sigmoid' (its y_hat is a probability), not {output!r}")
        self.hidden, self.output, self.cost_name = hidden, output, cost
        self.reset(layer_sizes, rng)

    def reset(self, layer_sizes, seed=None):
        """Start again with these layers. ``seed`` is a Generator or an integer; the same integer repeats a run."""
        self.layer_sizes = _checked_layer_sizes(layer_sizes)
        self.rng = np.random.default_rng(seed)
        self._parameters = initialize_parameters(self.layer_sizes, self.rng)

    def parameters(self):
        """The current parameters: ``{"W1": (n_1, n_0), "b1": (n_1,), ...}``, a dictionary of copies."""
        return {name: value.copy() for name, value in self._parameters.items()}

    def set_parameters(self, parameters):
        """Use these parameters (copied), shaped like the present ones."""
        if parameters.keys() != self._parameters.keys():
            raise ValueError(f"parameters must have the keys {', '.join(self._parameters)}, not {', '.join(parameters)}")
        self._parameters = {
            name: _checked(name, parameters[name], value.shape).copy() for name, value in self._parameters.items()
        }

    def forward(self, X):
        """``(y_hat, cache)`` for ``X`` of shape ``(m, n)``; see :func:`forward`."""
        return forward(self._checked_X(X), self._parameters, self.hidden, self.output)

    def predict(self, X):
        """``y_hat``, of shape ``(m, K)``."""
        return self.forward(X)[0]

    def cost(self, X, y):
        """The cost J of ``X``, ``y``, a float."""
        X, y = self._checked_Xy(X, y)
        return float(self._cost(X, y))

    def backward(self, y, cache):
        """The gradients, from the cache of a forward pass on the same rows; see :func:`backward`."""
        shape = cache[f"A{len(self.layer_sizes) - 1}"].shape
        return self._backward(_checked("y", y, shape), cache)

    def step(self, X, y, learning_rate):
        """One forward pass, one backward pass, one update with this batch. Returns the gradients it used."""
        X, y = self._checked_Xy(X, y)
        return self._step(X, y, _checked_rate(learning_rate))[0]

    def fit(self, X, y, learning_rate=0.1, batch_size=None, epochs=100, tolerance=0.0, progress=None):
        """Gradient descent, until one of two things happens: ``epochs`` are done, or the cost has settled.

        Parameters
        ----------
        X : (m, n) array
        y : (m, K) array
        learning_rate : alpha, positive
        batch_size : examples per update, 1 to m; None means all m. The rows are shuffled anew in every epoch.
        epochs : how many times all examples are used, at most
        tolerance : stop from the second epoch on when the cost changed by less than this
        progress : called with the History so far after every epoch

        Returns
        -------
        History. A cost that is no longer finite ends training too, with ``stopped="diverged"``.
        """
        X, y = self._checked_Xy(X, y)
        learning_rate, m = _checked_rate(learning_rate), len(X)
        batch_size = _checked_count("batch_size", m if batch_size is None else batch_size, largest=m)
        epochs = _checked_count("epochs", epochs)
        if not tolerance >= 0:
            raise ValueError(f"tolerance must be 0 or more, not {tolerance!r}")
        history = History()
        with np.errstate(over="ignore", invalid="ignore"):  # a run that diverges says so in its history
            while history.stopped is None:
                self._epoch(X, y, learning_rate, batch_size, history)
                history.stopped = history.stopped or _why_stop(history.cost, epochs, tolerance)
                if progress is not None:
                    progress(history)
        return history

    def _epoch(self, X, y, learning_rate, batch_size, history):
        order = self.rng.permutation(len(X))
        updates, samples = len(history.batch_cost), len(history.cost) * len(X)
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            _, y_hat = self._step(X[rows], y[rows], learning_rate)
            history.batch_cost.append(float(COSTS[self.cost_name](y_hat, y[rows])))
            updates, samples = updates + 1, samples + len(rows)
            if not np.isfinite(history.batch_cost[-1]):
                history.stopped = "diverged"
                break
        history.cost.append(float(self._cost(X, y)))
        history.epochs.append(len(history.epochs) + 1)
        history.updates.append(updates)
        history.samples.append(samples)

    def _cost(self, X, y):
        return COSTS[self.cost_name](forward(X, self._parameters, self.hidden, self.output)[0], y)

    def _backward(self, y, cache):
        return backward(y, self._parameters, cache, self.hidden, self.output, self.cost_name)

    def _step(self, X, y, learning_rate):
        y_hat, cache = forward(X, self._parameters, self.hidden, self.output)
        gradients = self._backward(y, cache)
        self._parameters = update(self._parameters, gradients, learning_rate)
        return gradients, y_hat

    def _checked_X(self, X):
        return _checked("X", X, (None, self.layer_sizes[0]))

    def _checked_Xy(self, X, y):
        X = self._checked_X(X)
        y = _checked("y", y, (len(X), self.layer_sizes[-1]))
        if self.cost_name == "cross_entropy" and not ((y >= 0) & (y <= 1)).all():
            raise ValueError("y must lie between 0 and 1 for cost='cross_entropy'")
        return X, y


# --- refusing what cannot work, by name -------------------------------------------------------------------------------


def _checked(name, value, shape):
    """``value`` as a float array of that shape (None: any length from 1), or a ValueError that names it."""
    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} must be an array of numbers: {error}") from None
    fits = array.ndim == len(shape) and all(n == k if k else n > 0 for n, k in zip(array.shape, shape, strict=True))
    if not fits:
        wanted = ", ".join("m" if k is None else str(k) for k in shape) + ("," if len(shape) == 1 else "")
        raise ValueError(f"{name} must have shape ({wanted}), one row per example, not {array.shape}")
    if not np.isfinite(array).all():
        raise ValueError(f"{name} contains NaN or infinity, first at {tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])}")
    return array


def _checked_count(name, value, largest=None):
    whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    if not whole or value < 1 or (largest is not None and value > largest):
        limit = "1 or more" if largest is None else f"from 1 to m = {largest}"
        raise ValueError(f"{name} must be a whole number, {limit}, not {value!r}")
    return int(value)


def _checked_layer_sizes(layer_sizes):
    if not isinstance(layer_sizes, (list, tuple)) or len(layer_sizes) < 2:
        raise ValueError(f"layer_sizes must list at least inputs and outputs, such as [2, 3, 1], not {layer_sizes!r}")
    return [_checked_count(f"layer_sizes[{l}]", size) for l, size in enumerate(layer_sizes)]


def _checked_rate(learning_rate):
    if isinstance(learning_rate, bool) or not np.isscalar(learning_rate) or not 0 < learning_rate < np.inf:
        raise ValueError(f"learning_rate must be a positive number, not {learning_rate!r}")
    return float(learning_rate)


def _check_activation(role, name):
    if name not in ACTIVATIONS:
        raise ValueError(f"{role}={name!r} is not an activation; choose one of {', '.join(ACTIVATIONS)}")
    if name == "step":
        raise ValueError(f"{role}='step' cannot learn: its derivative is 0. Choose relu, sigmoid, tanh or identity")


def _why_stop(costs, epochs, tolerance):
    if not np.isfinite(costs[-1]):
        return "diverged"
    if len(costs) > 1 and abs(costs[-1] - costs[-2]) < tolerance:
        return "tolerance"
    return "epochs" if len(costs) >= epochs else None
