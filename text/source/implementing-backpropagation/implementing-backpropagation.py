# %% [markdown]
# # Implementing Backpropagation
#
# You build the network of the course with NumPy alone: the 2-3-2-1 network first in your head, then any depth in code.
# When you are done you can
#
# - start a network, run it forward and measure its cost;
# - compute every gradient of a small network on paper, and of any network in code;
# - prove with numbers that your gradients are right;
# - train the network with mini-batches and say why the training stopped.
#
# **Time:** 4 to 6 hours. **Builds on:** the lectures up to backpropagation. **Points:** 100, in ten questions.
#
# ## How to work
#
# Each question has three parts: the text, a cell for your code, and a cell with a check. In your cell, replace each
# line `raise NotImplementedError(...)` by code of your own. Names, arguments and their order are fixed, because the
# checks call your functions. Add cells wherever you want to try something. Work from top to bottom, and run the cell
# with the imports first.
#
# ## How a check looks
#
# A check is one line such as `check.forward(forward)`. It calls your function with arrays of its own and shows a small
# table: what was tried, on which shapes, what was expected, what your function gave. If something is wrong, its last
# line says the same in one sentence. You may run it as often as you like. The check cells are locked; leave them as
# they are.
#
# **Each question stands alone.** No check uses an answer of yours to judge another one, so you can skip a question and
# still earn all the others. Only `train` needs your other functions. Where one of them is wrong, `train` is judged
# again with a correct one in its place, and the better result counts. Within a question you get part of the points for
# the part that works.
#
# ## What to hand in
#
# Save the notebook, then press **Is it ready?** below the last cell, or run this in a terminal, with the path of your file
# in the place of `FILE`:
#
#     python -m dlcourse ready FILE
#
# It runs your notebook from a fresh kernel, shows the verdict of every check, and names the one file to hand in.

# %%
import numpy as np

from dlcourse.check import implementing_backpropagation as check


# %% [markdown]
# ## Notation, and what the checks accept
#
# There are $m$ examples, and one example is one **row**. `X` has shape $(m, n_0)$, `y` has shape $(m, 1)$. The network
# has layers $1 \dots L$, and layer $l$ has $n_l$ neurons. The weight $W^l_{(i,j)}$ goes to neuron $i$ of layer $l$
# from neuron $j$ of layer $l-1$; indices start at 0.
#
# | array | shape | in the 2-3-2-1 network, with $m = 5$ |
# |--|--|--|
# | `A0`, which is `X` | $(m, n_0)$ | (5, 2) |
# | `W1`, `W2`, `W3` | $(n_l, n_{l-1})$ | (3, 2), (2, 3), (1, 2) |
# | `b1`, `b2`, `b3` | $(n_l,)$ | (3,), (2,), (1,) |
# | `Z1`, `A1`, then `Z2`, `A2`, then `Z3`, `A3` | $(m, n_l)$ | (5, 3), (5, 2), (5, 1) |
#
# `W1`, `b1` and so on are the keys of one dictionary, `parameters`. It tells you the depth: with two keys per layer,
# $L$ is half its length.
#
# Four rules hold for every question:
#
# - An array is right when no entry is off by more than 0.0001 of the array's largest entry, or by 0.000001. Single
#   precision (`float32`) is good enough.
# - A shape counts. `b` and `db` have shape $(n_l,)$, one dimension. An array of shape $(1, n_l)$ loses the shape
#   check, and that one alone; so does a list where an array is wanted.
# - A function leaves its arguments as they were, and gives the same answer when it is called again with the same
#   arguments.
# - `NaN` (not a number) is never right.

# %% [markdown]
# ## 1. Activations (10 points)
#
# A neuron weighs its inputs and gets the pre-activation $z$; the activation function decides what it passes on. Three
# of them are used here:
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}} \qquad \tanh(z) = \frac{e^z - e^{-z}}{e^z + e^{-z}}
# \qquad \mathrm{relu}(z) = \max(0, z)$$
#
# Write them and their derivatives. Each works elementwise on an array of **any shape**, and the answer has the shape
# of `z`. The derivatives, too, are functions of the pre-activation $z$, not of the activation $a = g(z)$:
# `sigmoid_prime(0.0)` is 0.25.
#
# *Accepted:* the plain `1 / (1 + np.exp(-z))` is right. At $z = -1000$ NumPy warns that `exp` overflows, yet the
# value, 0, is correct; the check mentions the warning as a note. Can you find a form that never overflows? The formula of
# tanh is another matter: at $z = 1000$ it is infinity divided by infinity, which is `NaN`. `np.tanh` is right for every
# $z$. ReLU has a corner at 0: its derivative there may be 0 or 1.

# %% nbgrader={"grade": false, "grade_id": "activations", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def sigmoid(z):
    """The sigmoid of z, elementwise: z has any shape, the result has the same."""
    ### BEGIN SOLUTION
    # exp(-|z|) lies in (0, 1], so nothing overflows, on either side of 0.
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    ### END SOLUTION


def tanh(z):
    """The hyperbolic tangent of z, elementwise: z has any shape, the result has the same."""
    ### BEGIN SOLUTION
    return np.tanh(z)
    ### END SOLUTION


def relu(z):
    """The rectified linear unit, elementwise: z has any shape, the result has the same."""
    ### BEGIN SOLUTION
    return np.maximum(z, 0)
    ### END SOLUTION


def sigmoid_prime(z):
    """The derivative of the sigmoid at the pre-activation z, elementwise: z has any shape, the result has the same."""
    ### BEGIN SOLUTION
    a = sigmoid(z)
    return a * (1 - a)
    ### END SOLUTION


def tanh_prime(z):
    """The derivative of tanh at the pre-activation z, elementwise: z has any shape, the result has the same."""
    ### BEGIN SOLUTION
    return 1 - np.tanh(z) ** 2
    ### END SOLUTION


def relu_prime(z):
    """The derivative of relu at the pre-activation z, elementwise: z has any shape, the result has the same."""
    ### BEGIN SOLUTION
    return np.where(z > 0, 1.0, 0.0)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_activations", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import implementing_backpropagation as check
### END HIDDEN TESTS
check.activations(sigmoid, tanh, relu, sigmoid_prime, tanh_prime, relu_prime)


# %% [markdown]
# ## 2. Initialization (5 points)
#
# Suppose all weights started at the same number. Then all neurons of a layer would compute the same, receive the same
# correction, and stay the same forever. Random numbers break that symmetry.
#
# `layer_sizes` lists the layers from the inputs to the output, so `[2, 3, 2, 1]` asks for `W1` of shape (3, 2), `W2`
# of shape (2, 3) and `W3` of shape (1, 2), with biases of shapes (3,), (2,) and (1,).
#
# *Accepted:* any random distribution whose numbers differ, in `float64`. Biases may start at zero or at random. All
# randomness comes from `rng`, a `numpy.random.Generator`, and from nowhere else: two generators with the same seed give
# the same weights, other seeds give others. Functions of the global `np.random`, such as `np.random.randn`, do not use
# `rng`.

# %% nbgrader={"grade": false, "grade_id": "initialization", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def initialize_parameters(layer_sizes, rng):
    """The parameters of a network before training.

    Parameters
    ----------
    layer_sizes : list of int, [n_0, n_1, ..., n_L]
    rng : numpy.random.Generator, the only source of randomness

    Returns
    -------
    dict, {"W1": (n_1, n_0) array, "b1": (n_1,) array, "W2": (n_2, n_1) array, ...}, float64
    """
    ### BEGIN SOLUTION
    parameters = {}
    for l in range(1, len(layer_sizes)):
        n_in, n_out = layer_sizes[l - 1], layer_sizes[l]
        parameters[f"W{l}"] = rng.normal(size=(n_out, n_in)) / np.sqrt(n_in)
        parameters[f"b{l}"] = np.zeros(n_out)
    return parameters
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_initialization", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import implementing_backpropagation as check
### END HIDDEN TESTS
check.initialization(initialize_parameters)


# %% [markdown]
# ## 3. Forward pass (15 points)
#
# The activations of one layer are the inputs of the next. With $A^0 = X$, for $l = 1 \dots L$:
#
# $$Z^l = A^{l-1} \, (W^l)^\top + b^l \qquad A^l = g(Z^l)$$
#
# Check the first layer of the 2-3-2-1 network by its shapes: $(5, 2) \cdot (2, 3)$ gives $(5, 3)$, and the bias of
# shape $(3,)$ is added to every row.
#
# `hidden` names the activation $g$ of the layers $1 \dots L-1$, `output` that of layer $L$. The names are `"sigmoid"`,
# `"tanh"`, `"relu"` and `"identity"` (which passes $z$ on as it is). Keep every `Z` and every `A` in the dictionary
# `cache`: the backward pass will need them.
#
# *Accepted:* the cache must hold `"A0", "Z1", "A1", ..., "ZL", "AL"` with the number of the last layer for `L`. It may
# hold more. Any depth must work, also a network of a single layer.

# %% nbgrader={"grade": false, "grade_id": "forward", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def forward(X, parameters, hidden="sigmoid", output="sigmoid"):
    """The forward pass.

    Parameters
    ----------
    X : (m, n_0) array, one example per row
    parameters : dict, {"W1": (n_1, n_0) array, "b1": (n_1,) array, ...}
    hidden, output : "sigmoid", "tanh", "relu" or "identity"

    Returns
    -------
    y_hat : (m, n_L) array, the activations of the last layer
    cache : dict, {"A0": (m, n_0) array, "Z1": (m, n_1) array, "A1": (m, n_1) array, ..., "ZL", "AL"}
    """
    ### BEGIN SOLUTION
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        Z = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        cache[f"Z{l}"] = Z
        cache[f"A{l}"] = g[output if l == L else hidden](Z)
    return cache[f"A{L}"], cache
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_forward", "locked": true, "points": 15, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import implementing_backpropagation as check
### END HIDDEN TESTS
check.forward(forward)


# %% [markdown]
# ## 4. Cost (5 points)
#
# The loss of one example is the square of its error. The cost is the mean of the losses:
#
# $$J = \frac{1}{m} \sum_{k=0}^{m-1} (\hat y_k - y_k)^2$$
#
# One number tells how far the network is off on all $m$ examples. Because it is a mean, it does not grow with $m$.
#
# *Accepted:* any real scalar, a Python `float` or a NumPy one. The last layer has one neuron in this question, so
# `np.mean` over all entries is right as well. There is no factor 1/2.

# %% nbgrader={"grade": false, "grade_id": "cost", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def cost(y_hat, y):
    """The mean squared error.

    Parameters
    ----------
    y_hat : (m, 1) array, the predictions
    y : (m, 1) array, the targets

    Returns
    -------
    float
    """
    ### BEGIN SOLUTION
    return float(np.sum((y_hat - y) ** 2) / len(y))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_cost", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import implementing_backpropagation as check
### END HIDDEN TESTS
check.cost(cost)

# %% [markdown]
# ## 5. By hand (10 points)
#
# Before you write the backward pass, walk it once yourself. Take paper and a pocket calculator. The network has 2
# inputs, 2 hidden neurons and 1 output; every activation is a sigmoid, and there is a single example, so $m = 1$ and
# $J = (\hat y - y)^2$, where $\hat y = a^2_0$ is the activation of layer 2. (The slides write $b$ as a column; in code it has one dimension.)
#
# $$X = \begin{pmatrix} 1.0 & 2.0 \end{pmatrix} \qquad y = \begin{pmatrix} 1.0 \end{pmatrix}$$
#
# $$W^1 = \begin{pmatrix} 0.5 & -0.4 \\ 0.3 & 0.2 \end{pmatrix} \qquad b^1 = \begin{pmatrix} 0.1 \\ -0.2 \end{pmatrix}$$
#
# $$W^2 = \begin{pmatrix} 0.6 & -0.5 \end{pmatrix} \qquad b^2 = \begin{pmatrix} 0.3 \end{pmatrix}$$
#
# Go forward: $z^1_0 = W^1_{(0,0)} x_0 + W^1_{(0,1)} x_1 + b^1_0$, and so on to $a^2$ and the cost. Then go backward.
# Each name that starts with `d` is the derivative of the cost with respect to the quantity behind it, `dZ1_0` for
# example is $\partial J / \partial z^1_0$. Use what you already have: every derivative is one you computed before,
# times one or two factors.
#
# | key | meaning |
# |--|--|
# | `z1_0`, `z1_1` | pre-activations of the two hidden neurons |
# | `a1_0`, `a1_1` | their activations |
# | `z2`, `a2` | pre-activation and activation of the output |
# | `cost` | $J$ |
# | `dA2`, `dZ2` | $\partial J / \partial a^2$ and $\partial J / \partial z^2$ |
# | `dW2_00`, `dW2_01`, `db2` | the derivatives for $W^2_{(0,0)}$, $W^2_{(0,1)}$ and $b^2_0$ |
# | `dZ1_0`, `dZ1_1` | $\partial J / \partial z^1_0$ and $\partial J / \partial z^1_1$ |
# | `dW1_00`, `dW1_01` | the derivatives for $W^1_{(0,0)}$ and $W^1_{(0,1)}$ |
# | `dW1_10`, `dW1_11` | the derivatives for $W^1_{(1,0)}$ and $W^1_{(1,1)}$ |
# | `db1_0`, `db1_1` | the derivatives for $b^1_0$ and $b^1_1$ |
#
# Write each number in the place of its `None`, with 3 or 4 digits. The last two lines of the cell only remind you to begin; leave
# them as they are.
#
# *Accepted:* a number within 2 % or within 0.002 of the right one. The check goes through the quantities in order and
# names the first wrong one and the factor it lacks. What follows is judged from your own earlier numbers, so one slip
# costs one quantity. Fill in half of them and check: a `None` is only missing.

# %% nbgrader={"grade": false, "grade_id": "by_hand", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
answers = {
    "z1_0": None,
    "z1_1": None,
    "a1_0": None,
    "a1_1": None,
    "z2": None,
    "a2": None,
    "cost": None,
    "dA2": None,
    "dZ2": None,
    "dW2_00": None,
    "dW2_01": None,
    "db2": None,
    "dZ1_0": None,
    "dZ1_1": None,
    "dW1_00": None,
    "dW1_01": None,
    "dW1_10": None,
    "dW1_11": None,
    "db1_0": None,
    "db1_1": None,
}

if all(number is None for number in answers.values()):
    ### BEGIN SOLUTION
    answers = {
        "z1_0": -0.2,
        "z1_1": 0.5,
        "a1_0": 0.4502,
        "a1_1": 0.6225,
        "z2": 0.2589,
        "a2": 0.5644,
        "cost": 0.1898,
        "dA2": -0.8713,
        "dZ2": -0.2142,
        "dW2_00": -0.0964,
        "dW2_01": -0.1333,
        "db2": -0.2142,
        "dZ1_0": -0.0318,
        "dZ1_1": 0.0252,
        "dW1_00": -0.0318,
        "dW1_01": -0.0636,
        "dW1_10": 0.0252,
        "dW1_11": 0.0503,
        "db1_0": -0.0318,
        "db1_1": 0.0252,
    }
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_by_hand", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import implementing_backpropagation as check
### END HIDDEN TESTS
check.by_hand(answers)


# %% [markdown]
# ## 6. Backward pass (25 points)
#
# Now the same for $m$ examples and any depth. The output layer comes first, because it is the only one whose effect on
# the cost you can see directly:
#
# $$\frac{\partial J}{\partial A^L} = \frac{2}{m} (A^L - y)$$
#
# Mind the $1/m$. It comes from the mean in the cost, and from here it travels through all that follows; do not divide
# a second time.
#
# Then, for $l = L, L-1, \dots, 1$, three steps, with `dA` as the gradient that arrived from above:
#
# 1. **Through the activation.** $dZ^l = dA^l \odot g'(Z^l)$, elementwise, shape $(m, n_l)$.
# 2. **To the parameters.** $W^l_{(i,j)}$ touches every example $k$, so its derivative is a sum: $\sum_k dZ^l_{(k,i)}
#    A^{l-1}_{(k,j)}$. Write all of them as one matrix product. $dW^l$ must have the shape of $W^l$, $(n_l, n_{l-1})$,
#    and the factors have the shapes $(m, n_l)$ and $(m, n_{l-1})$: there is only one way to place the transpose. The
#    bias of neuron $i$ has the factor 1 instead of $A$, so $db^l$ sums $dZ^l$ over the examples and has shape
#    $(n_l,)$.
# 3. **To the layer below.** Neuron $j$ of layer $l-1$ spoke to every neuron $i$ of layer $l$ through $W^l_{(i,j)}$, so
#    its share of the blame is $dA^{l-1}_{(k,j)} = \sum_i dZ^l_{(k,i)} W^l_{(i,j)}$, again one matrix product, of shape
#    $(m, n_{l-1})$.
#
# The slides say: update the weights, then move backward. Taken literally that is a mistake, because step 3 would use a
# $W^l$ that the forward pass never saw. Compute **all** gradients first; the update comes later, in a function of its
# own.
#
# *Accepted:* the keys of the result are `"dW1", "db1", ...`, each with the shape of its parameter. The `cache` you are
# given holds exactly `A0, Z1, A1, ..., ZL, AL`, not anything else your own `forward` may keep. `hidden` and `output`
# mean what they mean in `forward`. One slip costs its own part alone: what follows rightly from a wrong output layer
# counts as right.

# %% nbgrader={"grade": false, "grade_id": "backward", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    """The gradients of the cost with respect to every parameter.

    Parameters
    ----------
    y : (m, 1) array, the targets
    parameters : dict, {"W1": (n_1, n_0) array, "b1": (n_1,) array, ...}
    cache : dict, {"A0": (m, n_0) array, "Z1": (m, n_1) array, "A1": (m, n_1) array, ..., "ZL", "AL"}
    hidden, output : "sigmoid", "tanh", "relu" or "identity"

    Returns
    -------
    dict, {"dW1": (n_1, n_0) array, "db1": (n_1,) array, "dW2": (n_2, n_1) array, ...}
    """
    ### BEGIN SOLUTION
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_backward", "locked": true, "points": 25, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import implementing_backpropagation as check
### END HIDDEN TESTS
check.backward(backward)


# %% [markdown]
# ## 7. Gradient check (10 points)
#
# How do you know that a gradient is right? Ask the cost itself. Move one single entry of one parameter a little up,
# then a little down, and see what the cost does:
#
# $$n = \frac{J(w + \varepsilon) - J(w - \varepsilon)}{2 \varepsilon}$$
#
# This is the **central difference**. It is slow, two costs for every entry, and it knows nothing about chain rules.
# So it makes none of the errors that a backward pass can make. Compare it with the
# gradient $g$ you were given, relative to their size. ($n$ is for "numerical", $g$ for "gradient"; here they are no number of features and no activation.)
#
# $$\frac{|g - n|}{\max(|g| + |n|, \; 10^{-8})}$$
#
# The function returns the **largest** of these numbers over all entries of all parameters. **Below $10^{-4}$ the
# gradients agree**: rounding alone gives about $10^{-8}$. A larger value says that at least one of them is wrong.
#
# `cost_of` is a function: it takes a dictionary of parameters and returns the cost. The gradient of `parameters["W1"]`
# is `gradients["dW1"]`.
#
# *Accepted:* any `float` scalar. `parameters` is left as it was. Adding $\varepsilon$ and taking it away again may leave
# the last digits of an entry different: that counts as left as it was.

# %% nbgrader={"grade": false, "grade_id": "gradient_check", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def gradient_check(cost_of, parameters, gradients, epsilon=1e-5):
    """Compare gradients with central differences of the cost.

    Parameters
    ----------
    cost_of : function, takes a dict like `parameters` and returns a float
    parameters : dict, {"W1": (n_1, n_0) array, "b1": (n_1,) array, ...}
    gradients : dict, {"dW1": (n_1, n_0) array, "db1": (n_1,) array, ...}
    epsilon : float, how far an entry is moved to either side

    Returns
    -------
    float, the largest relative difference over all entries
    """
    ### BEGIN SOLUTION
    largest = 0.0
    moved = {name: value.copy() for name, value in parameters.items()}
    for name, value in moved.items():
        for index in np.ndindex(value.shape):
            kept = value[index]
            value[index] = kept + epsilon
            above = cost_of(moved)
            value[index] = kept - epsilon
            below = cost_of(moved)
            value[index] = kept
            n = (above - below) / (2 * epsilon)
            g = gradients["d" + name][index]
            largest = max(largest, abs(g - n) / max(abs(g) + abs(n), 1e-8))
    return largest
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_gradient_check", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import implementing_backpropagation as check
### END HIDDEN TESTS
check.gradient_check(gradient_check)


# %% [markdown]
# ## 8. Update (5 points)
#
# The gradient points to where the cost rises. Go the other way, by a step as long as the learning rate $\alpha$ says:
#
# $$W^l := W^l - \alpha \, dW^l \qquad b^l := b^l - \alpha \, db^l$$
#
# Return a **new** dictionary with new arrays. The old parameters must still be what they were: `W -= ...` would change
# the caller's array in place.
#
# *Accepted:* the keys and shapes of `parameters`, any depth, and any learning rate. The parameters are `float64`, so a
# copy that is changed in place is right too.

# %% nbgrader={"grade": false, "grade_id": "update", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def update_parameters(parameters, gradients, learning_rate):
    """One step of gradient descent.

    Parameters
    ----------
    parameters : dict, {"W1": (n_1, n_0) array, "b1": (n_1,) array, ...}
    gradients : dict, {"dW1": (n_1, n_0) array, "db1": (n_1,) array, ...}
    learning_rate : float

    Returns
    -------
    dict, new, with the keys and shapes of `parameters`
    """
    ### BEGIN SOLUTION
    return {name: value - learning_rate * gradients["d" + name] for name, value in parameters.items()}
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_update", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import implementing_backpropagation as check
### END HIDDEN TESTS
check.update(update_parameters)


# %% [markdown]
# ## 9. Mini-batches (5 points)
#
# An **epoch** is one walk through all examples. Mini-batch gradient descent takes them in small portions, in a new
# order every time. With $m = 5$ and `batch_size` 2 there are three batches, of 2, 2 and 1 rows: $\lceil m /
# \text{batch size} \rceil$ of them.
#
# Every row appears exactly once, and each row of `X` stays with its `y`: shuffle both with the **same** order, or the
# network learns other people's answers.
#
# *Accepted:* `batch_size` is at least 1 and at most $m$. The last batch may be short; no row is dropped and none is
# filled in. The order comes from `rng` and from nothing else.

# %% nbgrader={"grade": false, "grade_id": "mini_batches", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def mini_batches(X, y, batch_size, rng):
    """The examples in a new order, cut into batches.

    Parameters
    ----------
    X : (m, n_0) array
    y : (m, 1) array
    batch_size : int, 1 <= batch_size <= m
    rng : numpy.random.Generator, the only source of randomness

    Returns
    -------
    list of (X_batch, y_batch), with shapes (batch_size, n_0) and (batch_size, 1); the last one may be shorter
    """
    ### BEGIN SOLUTION
    order = rng.permutation(len(X))
    batches = []
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        batches.append((X[rows], y[rows]))
    return batches
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_mini_batches", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import implementing_backpropagation as check
### END HIDDEN TESTS
check.mini_batches(mini_batches)


# %% [markdown]
# ## 10. Train (10 points)
#
# Everything is there; put it together. Start the parameters. Then, in each epoch: give the rows a new random order, and for
# each mini-batch forward, backward, update. After each epoch compute the cost on **all** of `X` and append it to `history`. So
# `history[k]` is the cost after epoch $k + 1$. The cost before training is not in it, and is not compared with
# anything. Training stops
#
# - after `max_epochs` epochs, or
# - from the second epoch on, as soon as the cost has changed by less than `tolerance`: `abs(history[-1] - history[-2])
#   < tolerance`. It has become flat; an optimum may be near.
#
# *Accepted:* what is looked at are properties, because the random numbers are your own: the history is finite, the
# cost falls, `history[-1]` is the cost of exactly the parameters you return (the last ones, not the best ones), every
# row was used, in an order that changes from epoch to epoch, and both stopping rules hold. `hidden` and `output` reach `forward` and `backward`. Your other
# functions are used here; if one of them is still wrong, `train` gets a second try with a correct one.

# %% nbgrader={"grade": false, "grade_id": "train", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def train(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    """Mini-batch gradient descent, until an epoch no longer changes the cost or the epochs are used up.

    Parameters
    ----------
    X : (m, n_0) array
    y : (m, 1) array
    layer_sizes : list of int, [n_0, n_1, ..., n_L]
    learning_rate : float
    batch_size : int, 1 <= batch_size <= m
    max_epochs : int, at least 1
    tolerance : float, 0 or more
    rng : numpy.random.Generator, the only source of randomness
    hidden, output : "sigmoid", "tanh", "relu" or "identity"

    Returns
    -------
    parameters : dict, {"W1": (n_1, n_0) array, "b1": (n_1,) array, ...}, those after the last epoch
    history : list of float, the cost on all of X after each epoch
    """
    ### BEGIN SOLUTION
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    for _ in range(max_epochs):
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            _, cache = forward(X_batch, parameters, hidden, output)
            gradients = backward(y_batch, parameters, cache, hidden, output)
            parameters = update_parameters(parameters, gradients, learning_rate)
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        if len(history) >= 2 and abs(history[-1] - history[-2]) < tolerance:
            break
    return parameters, history
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_train", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import implementing_backpropagation as check
### END HIDDEN TESTS
check.train(train)

# %% [markdown]
# ## What you can now do
#
# You have written everything a neural network needs to learn: a forward pass, a cost, gradients by the chain rule, a
# proof that they are right, and the loop that uses them. Backpropagation *computes* the gradients; gradient descent
# *uses* them. No library did it for you.
#
# Three questions to check yourself:
#
# 1. Which arrays of the forward pass does the backward pass need, and why those?
# 2. A gradient check gives $10^{-9}$ for `W2` and 0.3 for `W1`. Where do you look first?
# 3. How many updates does an epoch with $m = 5$ and batches of 2 make?
#
# Now save the notebook and run `python -m dlcourse ready FILE` in a terminal. It names the one file to hand in.
# Without a terminal: save, run the cell below, and press its button.

# %%
from dlcourse import ready, so_far

so_far()
ready(button=True)
