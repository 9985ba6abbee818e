"""The network of the course, in NumPy.

One example is one row: ``X`` is ``(m, n)``, ``y`` is ``(m, K)``. Layer ``l`` owns ``W[l]``, of shape
``(n_l, n_(l-1))``, and ``b[l]``, of shape ``(n_l,)``, under the names ``"W1", "b1", "W2", ...``::

    Z[l] = A[l-1] @ W[l].T + b[l]        A[l] = g(Z[l])        A[0] = X

The code writes ``A.dot(B)`` for ``A @ B``: the same product, at half the overhead on arrays as small as ours. For the
same reason it sums rows by a product with ones.

Three functions are the whole of learning: :func:`forward`, :func:`backward`, :func:`update`. They are pure: each
returns something new and leaves its arguments alone. :class:`Network` keeps the parameters and repeats the three.
"""

from dataclasses import dataclass, field
from math import isfinite

import numpy as np

from dlcourse import validation
from dlcourse.activations import (  # noqa: F401  the network's activations are part of it: nn.sigmoid, nn.relu_prime, ...
    ACTIVATIONS,
    identity,
    identity_prime,
    relu,
    relu_prime,
    sigmoid,
    sigmoid_prime,
    step,
    step_prime,
    tanh,
    tanh_prime,
)

# --- costs ------------------------------------------------------------------------------------------------------------
# The loss of one example is the sum over its K outputs; the cost is the mean of the losses over the m examples.


def mse(y_hat, y):
    """Cost J = (1/m) * sum (y_hat - y)**2, for two ``(m, K)`` arrays."""
    validation.same_shape(y_hat, y)
    error = np.subtract(y_hat, y)
    return (error * error).sum() / len(y)


def cross_entropy(y_hat, y):
    """Cost J = -(1/m) * sum (y log y_hat + (1 - y) log(1 - y_hat)), for two ``(m, K)`` arrays.

    No logarithm is taken below 1e-16, where 1 - y_hat rounds to 0: the cost stays finite and its two sides alike.
    """
    validation.same_shape(y_hat, y)
    y_hat, y = np.asarray(y_hat), np.asarray(y)
    log_yes, log_no = np.log(np.maximum(y_hat, 1e-16)), np.log(np.maximum(1 - y_hat, 1e-16))
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
    hidden, output = validation.choice("hidden", hidden, ACTIVATIONS), validation.choice("output", output, ACTIVATIONS)
    A = np.asarray(X)
    cache = {"A0": A}
    for l in range(1, depth + 1):
        Z = A.dot(parameters[f"W{l}"].T) + parameters[f"b{l}"]
        A = output.g(Z) if l == depth else hidden.g(Z)
        cache[f"Z{l}"], cache[f"A{l}"] = Z, A
    return A, cache


def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid", cost="mse"):
    """Backward pass: the gradient of the cost with respect to every parameter, by the chain rule from the output back.

    With cross-entropy after a sigmoid the two derivatives multiply to ``(y_hat - y) / m`` (Bishop, PRML, eq. 4.91).

    Parameters
    ----------
    y : (m, K) array
    parameters, cache : as :func:`forward` takes and returns them

    Returns
    -------
    {"dW1": like W1, "db1": like b1, "dW2": ...}
    """
    depth = len(parameters) // 2
    y_hat = cache[f"A{depth}"]
    validation.same_shape(y_hat, y)
    validation.choice("cost", cost, COSTS)
    validation.cost_fits(cost, output)
    hidden, output = validation.choice("hidden", hidden, ACTIVATIONS), validation.choice("output", output, ACTIVATIONS)
    dZ = (y_hat - y) / len(y)
    if cost == "mse":
        dZ = 2 * dZ * output.g_prime(cache[f"Z{depth}"], y_hat)
    gradients, ones = {}, np.ones(len(y), dZ.dtype)
    for l in range(depth, 0, -1):
        gradients[f"dW{l}"] = dZ.T.dot(cache[f"A{l - 1}"])
        gradients[f"db{l}"] = ones.dot(dZ)  # the sum over the examples, dZ.sum(axis=0)
        if l > 1:
            dA = dZ.dot(parameters[f"W{l}"])
            dZ = dA * hidden.g_prime(cache[f"Z{l - 1}"], cache[f"A{l - 1}"])
    return gradients


def update(parameters, gradients, learning_rate):
    """One step of gradient descent: new parameters ``W - learning_rate * dW``, and the same for b."""
    return {name: value - learning_rate * gradients["d" + name] for name, value in parameters.items()}


def initialize_parameters(layer_sizes, rng):
    """Random weights and biases, uniform in +-1/sqrt(n_(l-1)), as ``torch.nn.Linear`` draws them.

    ``rng`` is a numpy.random.Generator. Returns {"W1": (n_1, n_0), "b1": (n_1,), "W2": ...}.
    """
    parameters = {}
    for l in range(1, len(layer_sizes)):
        bound = 1 / np.sqrt(layer_sizes[l - 1])
        parameters[f"W{l}"] = rng.uniform(-bound, bound, (layer_sizes[l], layer_sizes[l - 1]))
        parameters[f"b{l}"] = rng.uniform(-bound, bound, layer_sizes[l])
    return parameters


# --- the network ------------------------------------------------------------------------------------------------------

QUIET = np.errstate(over="ignore", invalid="ignore")  # a run that diverges says so in words


@dataclass
class History:
    """What training did.

    ``cost[k]`` is the cost on all of X after epoch ``k + 1``; ``epochs``, ``updates`` and ``samples`` say where on each
    axis that is. ``batch_cost`` has one entry per update: the cost of its batch just before.
    ``stopped`` names what ended training: "epochs", "tolerance" or "diverged".
    """

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
        for role, name in (("hidden", hidden), ("output", output)):
            validation.choice(role, name, ACTIVATIONS)
            validation.can_learn(role, name)
        validation.choice("cost", cost, COSTS)
        validation.cost_fits(cost, output)
        self.hidden, self.output, self.cost_name = hidden, output, cost
        self.reset(layer_sizes, rng)

    def reset(self, layer_sizes, seed=None):
        """Start again with these layers. ``seed`` is a Generator or an integer; the same integer repeats a run."""
        self.layer_sizes = validation.layer_sizes(layer_sizes)
        self.rng = np.random.default_rng(seed)
        self._parameters = initialize_parameters(self.layer_sizes, self.rng)

    def parameters(self):
        """The current parameters: ``{"W1": (n_1, n_0), "b1": (n_1,), ...}``, a dictionary of copies."""
        return {name: value.copy() for name, value in self._parameters.items()}

    def set_parameters(self, parameters):
        """Use these parameters (copied), shaped like the present ones."""
        self._parameters = validation.parameters(parameters, self._parameters)

    @QUIET
    def forward(self, X):
        """``(y_hat, cache)`` for ``X`` of shape ``(m, n)``; see :func:`forward`."""
        X = validation.array("X", X, ("m", self.layer_sizes[0]))
        return forward(X, self._parameters, self.hidden, self.output)

    def predict(self, X):
        """``y_hat``, of shape ``(m, K)``."""
        return self.forward(X)[0]

    @QUIET
    def cost(self, X, y):
        """The cost J of ``X``, ``y``, a float."""
        X, y = self._checked(X, y)
        return self._cost(forward(X, self._parameters, self.hidden, self.output)[0], y)

    def backward(self, y, cache):
        """The gradients, from the cache of a forward pass on the same rows; see :func:`backward`."""
        depth = len(self.layer_sizes) - 1
        validation.cache(cache, depth)
        y = self._checked_y(y, len(cache[f"A{depth}"]))
        return backward(y, self._parameters, cache, self.hidden, self.output, self.cost_name)

    @QUIET
    def step(self, X, y, learning_rate):
        """One forward pass, one backward pass, one update with this batch. Returns the gradients it used.

        Raises FloatingPointError, and updates nothing, when training has diverged: y_hat is no longer finite.
        """
        X, y = self._checked(X, y)
        gradients, _ = self._step(X, y, validation.number("learning_rate", learning_rate))
        if gradients is None:
            raise FloatingPointError("diverged: y_hat is no longer finite. Reset, and try a smaller learning_rate")
        return gradients

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
        X, y = self._checked(X, y)
        learning_rate = validation.number("learning_rate", learning_rate)
        batch_size = validation.count("batch_size", len(X) if batch_size is None else batch_size, largest=len(X))
        epochs, tolerance = validation.count("epochs", epochs), validation.number("tolerance", tolerance, zero=True)
        if progress is not None and not callable(progress):
            raise ValueError(f"progress must be a function of the History, not {progress!r}")
        history = History()
        while history.stopped is None:
            self._epoch(X, y, learning_rate, batch_size, history)
            history.stopped = _why_stop(history.cost, epochs, tolerance)
            if progress is not None:
                progress(history)
        return history

    @QUIET
    def _epoch(self, X, y, learning_rate, batch_size, history):
        order, samples = self.rng.permutation(len(X)), sum(history.samples[-1:])
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            gradients, y_hat = self._step(X[rows], y[rows], learning_rate)
            history.batch_cost.append(self._cost(y_hat, y[rows]))
            samples += len(rows)
            if gradients is None:
                break
        history.cost.append(self._cost(forward(X, self._parameters, self.hidden, self.output)[0], y))
        history.epochs.append(len(history.epochs) + 1)
        history.updates.append(len(history.batch_cost))
        history.samples.append(samples)

    def _step(self, X, y, learning_rate):
        y_hat, cache = forward(X, self._parameters, self.hidden, self.output)
        if not validation.all_finite(y_hat):
            return None, y_hat
        gradients = backward(y, self._parameters, cache, self.hidden, self.output, self.cost_name)
        self._parameters = update(self._parameters, gradients, learning_rate)
        return gradients, y_hat

    def _cost(self, y_hat, y):
        return float(COSTS[self.cost_name](y_hat, y))

    def _checked(self, X, y):
        X = validation.array("X", X, ("m", self.layer_sizes[0]))
        return X, self._checked_y(y, len(X))

    def _checked_y(self, y, m):
        y = validation.array("y", y, (m, self.layer_sizes[-1]))
        if self.cost_name == "cross_entropy" and np.count_nonzero(y * y > y):
            raise ValueError("y must lie between 0 and 1 for cost='cross_entropy'")
        return y


def _why_stop(costs, epochs, tolerance):
    if not isfinite(costs[-1]):
        return "diverged"
    if len(costs) > 1 and abs(costs[-1] - costs[-2]) < tolerance:
        return "tolerance"
    return "epochs" if len(costs) >= epochs else None
