# %% [markdown]
# # Forward Pass and Cost
#
# One edge, one neuron, one row, all rows, and a number that says how wrong the answers are. When you are done you can
#
# - go from an index to an edge of the picture, and from an edge to a place in an array;
# - say the shape of every array of a network before you run it, and count its parameters;
# - compute a forward pass with loops, and again without a loop over the examples;
# - compute two costs and their derivatives;
# - set the weights of a small network by hand, so that it does what no single neuron can.
#
# **Time:** 90 minutes. **Builds on:** *05 Feed-forward networks*, *08 The forward pass*, *09 The cost*.
# **Points:** 100, in eight questions.
#
# ## How to work
#
# Each question has three parts: the text, a cell for your code, and a cell with a check. In your cell, replace each
# line `raise NotImplementedError(...)` by code of your own. Names, arguments and their order are fixed. The check says
# at once what is wrong; run it as often as you like, and leave its cell as it is. Run the cell with the imports first.
#
# Each question stands alone: the check of one never uses your answer to another. Within a question you get points for
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

from dlcourse.check import forward_pass_and_cost as check

# %% [markdown]
# ## Notation, and what the checks accept
#
# One example is one **row**: `X` has shape $(m, n_0)$. The layers are $1 \dots L$, and layer $l$ has $n_l$ neurons;
# the inputs are layer 0. The network in the examples is 2-3-2-1: two inputs, then layers of 3, 2 and 1 neurons.
# `parameters` is a dictionary with the keys `W1, b1, ..., WL, bL`. All indices start at 0.
#
# - A number is right when it is off by no more than 0.0001 of the largest entry of its array, or by 0.000001.
# - A shape counts. A wrong one loses the shape check and, where the numbers are right, that one alone.
# - A function leaves its arguments as they were, and answers the same when it is called again.
#
# The sigmoid is given. It works on a number and on an array of any shape.


# %%
def sigmoid(z):
    """The sigmoid of z, elementwise: z has any shape, the result has the same."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


# %% [markdown]
# ## 1. Index, edge, code (12 points)
#
# The weight $W^l_{(i,j)}$ sits on an edge. The edge ends at neuron $i$ of layer $l$ and starts at neuron $j$ of layer
# $l-1$: the destination comes first. A neuron is written `(layer, number)` here, so `(0, 1)` is the second input.
#
# Translate in three directions:
#
# - `ends_of`: from the index to the edge. $W^2_{(1,2)}$ leads from `(1, 2)` to `(2, 1)`.
# - `weight_on`: from the edge to the number in the array.
# - `weights_into`: all edges that end at one neuron. How many are there?
#
# *Accepted:* pairs may be tuples or lists. `weights_into` may give an array of one axis, or a list.

# %% nbgrader={"grade": false, "grade_id": "edges", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def ends_of(l, i, j):
    """Where the edge of W^l_(i,j) starts and ends.

    Returns
    -------
    source, destination : two pairs (layer, number), each of two whole numbers
    """
    ### BEGIN SOLUTION
    return (l - 1, j), (l, i)
    ### END SOLUTION


def weight_on(parameters, source, destination):
    """The weight on the edge from one neuron to another.

    Parameters
    ----------
    parameters : dict, {"W1": (n_1, n_0) array, "b1": (n_1,) array, ...}
    source, destination : pairs (layer, number); the destination is one layer further

    Returns
    -------
    float
    """
    ### BEGIN SOLUTION
    l, i = destination
    j = source[1]
    return parameters[f"W{l}"][i, j]
    ### END SOLUTION


def weights_into(parameters, l, i):
    """All weights on edges that end at neuron i of layer l, as an array of shape (n_(l-1),)."""
    ### BEGIN SOLUTION
    return parameters[f"W{l}"][i]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_edges", "locked": true, "points": 12, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import forward_pass_and_cost as check
### END HIDDEN TESTS
check.edges(ends_of, weight_on, weights_into)


# %% [markdown]
# ## 2. Shapes (8 points)
#
# Shapes are the cheapest test there is: most faults of a network show in them. Give the shape of every array of a
# network, from its layers and the number of examples, without making any array.
#
# Which of them know about $m$, and which do not?
#
# *Accepted:* a dictionary with the keys `"A0"` (which is `X`), and `"W1", "b1", "Z1", "A1"` up to the last layer, each
# with a tuple or a list of whole numbers. A shape with one axis is written `(3,)`. More keys do no harm.

# %% nbgrader={"grade": false, "grade_id": "shapes", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def shapes(layer_sizes, m):
    """The shapes of all arrays of a forward pass.

    Parameters
    ----------
    layer_sizes : list of int, [n_0, n_1, ..., n_L]
    m : int, the number of examples

    Returns
    -------
    dict, {"A0": shape, "W1": shape, "b1": shape, "Z1": shape, "A1": shape, ...}
    """
    ### BEGIN SOLUTION
    found = {"A0": (m, layer_sizes[0])}
    for l in range(1, len(layer_sizes)):
        n_in, n_out = layer_sizes[l - 1], layer_sizes[l]
        found[f"W{l}"] = (n_out, n_in)
        found[f"b{l}"] = (n_out,)
        found[f"Z{l}"] = found[f"A{l}"] = (m, n_out)
    return found
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_shapes", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import forward_pass_and_cost as check
### END HIDDEN TESTS
check.shapes(shapes)


# %% [markdown]
# ## 3. Counting parameters (8 points)
#
# Everything a network can learn is a weight or a bias. How many numbers are that? For 2-3-2-1, count them on paper
# first: edges, and neurons that are no inputs.
#
# *Accepted:* a whole number, for any number of layers.

# %% nbgrader={"grade": false, "grade_id": "count", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def count_parameters(layer_sizes):
    """The number of weights and biases of a network with these layers: a list of int, [n_0, n_1, ..., n_L]."""
    ### BEGIN SOLUTION
    neurons, heard = layer_sizes[1:], layer_sizes[:-1]
    edges = sum(n_in * n_out for n_in, n_out in zip(heard, neurons, strict=True))
    return edges + sum(neurons)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_count", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import forward_pass_and_cost as check
### END HIDDEN TESTS
check.count(count_parameters)


# %% [markdown]
# ## 4. Forward, one row (16 points)
#
# Now run it. Start with a single example $x$ and write it out, neuron by neuron:
#
# $$z^l_i = \sum_j W^l_{(i,j)} \, a^{l-1}_j + b^l_i \qquad a^l_i = \sigma(z^l_i) \qquad a^0 = x$$
#
# Three loops: over the layers, over the neurons $i$ of a layer, over the neurons $j$ it listens to. Every layer uses
# the sigmoid, the last one too. Begin with one neuron, then one layer: the check gives points for each step.
#
# Be careful with one thing. While you compute layer $l$ you still need all of layer $l-1$.
#
# *Accepted:* loops, or fewer loops if you like. The answer has shape $(n_L,)$, one number for each output neuron, as an
# array or a list. `float32` is good enough.

# %% nbgrader={"grade": false, "grade_id": "forward_row", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def forward_row(x, parameters):
    """The forward pass of one example, with a sigmoid in every layer.

    Parameters
    ----------
    x : (n_0,) array
    parameters : dict, {"W1": (n_1, n_0) array, "b1": (n_1,) array, ...}

    Returns
    -------
    (n_L,) array, the activations of the last layer
    """
    ### BEGIN SOLUTION
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        heard, a = a, np.zeros(len(b))
        for i in range(len(b)):
            z = b[i]
            for j in range(len(heard)):
                z += W[i, j] * heard[j]
            a[i] = sigmoid(z)
    return a
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_forward_row", "locked": true, "points": 16, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import forward_pass_and_cost as check
### END HIDDEN TESTS
check.forward_row(forward_row)


# %% [markdown]
# ## 5. Forward, all rows (18 points)
#
# The same for all $m$ rows at once. The sums over $j$, for every row and every neuron, are one matrix product:
#
# $$Z^l = A^{l-1} \, (W^l)^\top + b^l \qquad A^l = \sigma(Z^l) \qquad A^0 = X$$
#
# Only the loop over the layers is left. Why does it pay? Python needs a moment for every line it runs, and NumPy
# does a whole product in one. With 20,000 rows that is the difference between a blink and a wait.
#
# *Accepted:* any form whose work in Python does not grow with $m$. Loops over layers and neurons are free. A loop over
# the rows is not forbidden: it costs the check *no loop over the rows*, 5 points, and no other. That check gives your
# function 20,000 rows and counts the lines it runs, up to 5,000; it does not look at a clock.

# %% nbgrader={"grade": false, "grade_id": "forward_all", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def forward_all(X, parameters):
    """The forward pass of all examples, with a sigmoid in every layer.

    Parameters
    ----------
    X : (m, n_0) array, one example per row
    parameters : dict, {"W1": (n_1, n_0) array, "b1": (n_1,) array, ...}

    Returns
    -------
    (m, n_L) array, the activations of the last layer
    """
    ### BEGIN SOLUTION
    A = X
    for l in range(1, len(parameters) // 2 + 1):
        A = sigmoid(A @ parameters[f"W{l}"].T + parameters[f"b{l}"])
    return A
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_forward_all", "locked": true, "points": 18, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import forward_pass_and_cost as check
### END HIDDEN TESTS
check.forward_all(forward_all)


# %% [markdown]
# ## 6. Cost (14 points)
#
# How wrong are the answers? Each example has a loss, and the cost is the mean of the losses. For a number as target,
# the loss is the square of the error:
#
# $$J = \frac{1}{m} \sum_k (\hat y_k - y_k)^2$$
#
# For two classes, $y$ is 0 or 1, and $\hat y$ is the probability that the network gives to class 1. The loss is then
# minus the logarithm of the probability it gave to what turned out to be true:
#
# $$J = -\frac{1}{m} \sum_k \big( y_k \log \hat y_k + (1 - y_k) \log (1 - \hat y_k) \big)$$
#
# What happens to it when the network is sure, $\hat y = 0$, and wrong, $y = 1$? The logarithm of 0 is minus infinity,
# and your program still has to go on. Keep $\hat y$ a tiny bit away from 0 and 1 before you take it.
#
# *Accepted:* any real scalar. There is no factor 1/2, and the logarithm is the natural one. At $\hat y$ exactly 0 or 1
# and wrong, any finite number above 5 will do.

# %% nbgrader={"grade": false, "grade_id": "cost", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def mse(y_hat, y):
    """The mean squared error of two (m, 1) arrays, a float."""
    ### BEGIN SOLUTION
    return np.sum((y_hat - y) ** 2) / len(y)
    ### END SOLUTION


def cross_entropy(y_hat, y):
    """The binary cross-entropy, a float: y_hat is an (m, 1) array of numbers from 0 to 1, y one of zeros and ones."""
    ### BEGIN SOLUTION
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)) / len(y)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_cost", "locked": true, "points": 14, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import forward_pass_and_cost as check
### END HIDDEN TESTS
check.cost(mse, cross_entropy)


# %% [markdown]
# ## 7. Slopes (14 points)
#
# Learning will ask: if $\hat y_k$ moves a little, how does the cost move? That is the derivative
# $\partial J / \partial \hat y_k$, one number for each example. Take pencil and paper. Which of the $m$ terms of the sum
# does $\hat y_k$ occur in?
#
# For the cross-entropy, remember that the inner derivative of the natural logarithm $\log(1 - \hat y)$ is $-1$. The two parts can be brought
# to one fraction; either form will do.
#
# You can test yourself before the check does: move one entry of `y_hat` by 0.00001 and see what your `mse` does.
#
# *Accepted:* an array of the shape of `y_hat`, $(m, 1)$. Mind the $1/m$. No entry of `y_hat` is exactly 0 or 1 here.

# %% nbgrader={"grade": false, "grade_id": "slopes", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def mse_slope(y_hat, y):
    """The derivative of the mean squared error with respect to y_hat: both and the result are (m, 1) arrays."""
    ### BEGIN SOLUTION
    return 2 * (y_hat - y) / len(y)
    ### END SOLUTION


def cross_entropy_slope(y_hat, y):
    """The derivative of the cross-entropy with respect to y_hat: both and the result are (m, 1) arrays."""
    ### BEGIN SOLUTION
    return (y_hat - y) / (y_hat * (1 - y_hat)) / len(y)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_slopes", "locked": true, "points": 14, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import forward_pass_and_cost as check
### END HIDDEN TESTS
check.slopes(mse_slope, cross_entropy_slope)

# %% [markdown]
# ## 8. XOR by hand (10 points)
#
# One neuron cannot do it: no line separates the rows of XOR. Two hidden neurons and one output can. You are the
# training algorithm now.
#
# | $x_0$ | $x_1$ | XOR |
# |--|--|--|
# | 0 | 0 | 0 |
# | 0 | 1 | 1 |
# | 1 | 0 | 1 |
# | 1 | 1 | 0 |
#
# Think in lines first. Which two questions, each of which one neuron can answer, decide XOR together? Then make the
# numbers large: a sigmoid is nearly a step when its weights and bias are large. With $z = 20 x_0 + 20 x_1 - 10$, what
# are the four values of $\sigma(z)$?
#
# Write your weights in the place of each `None`, as lists or arrays: `W1` of shape (2, 2), `b1` of shape (2,), `W2` of
# shape (1, 2), `b2` of shape (1,). The last two lines of the cell are a reminder that does nothing once the first
# array is in; leave them as they are.
#
# *Accepted:* any weights that solve it, with a sigmoid in both layers. An output on the right side of 0.5 in all four
# rows earns most of the points, below 0.1 and above 0.9 the rest.

# %% nbgrader={"grade": false, "grade_id": "xor", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
xor = {
    "W1": None,
    "b1": None,
    "W2": None,
    "b2": None,
}

if all(array is None for array in xor.values()):
    ### BEGIN SOLUTION
    # Hidden neuron 0 says OR, hidden neuron 1 says AND; the output wants the first without the second.
    xor = {
        "W1": [[20, 20], [20, 20]],
        "b1": [-10, -30],
        "W2": [[20, -20]],
        "b2": [-10],
    }
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_xor", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import forward_pass_and_cost as check
### END HIDDEN TESTS
check.xor(xor)

# %% [markdown]
# ## What you can now do
#
# You can run a network of any depth forward, on one row or on all of them, and say with one number how wrong it is.
# You know every array by its shape. And you have seen what training is for: you set nine numbers by hand, and were
# glad that there were not nine thousand.
#
# Three questions to check yourself:
#
# 1. A network is 4-6-3. How many parameters has it, and which of its arrays change their shape with $m$?
# 2. Your `mse` gives exactly $m$ times what it should. Would a test with one example have noticed?
# 3. The slope of the cross-entropy has $\hat y (1 - \hat y)$ below. What stands there after you multiply with the
#    slope of the sigmoid?
#
# Now save the notebook and run `python -m dlcourse ready FILE` in a terminal. It names the one file to hand in.
# Without a terminal: save, run the cell below, and press its button.

# %%
from dlcourse import ready, so_far

so_far()
ready(button=True)
