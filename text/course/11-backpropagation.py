# %% [markdown]
# # 11 Backpropagation
#
# After this notebook you can
#
# - say why the backward pass starts at the output;
# - follow the chain rule from the cost to any weight, factor by factor;
# - write all partial derivatives of the 2-3-2-1 network as matrices, with the right shapes;
# - update weights and biases, repeat, and stop in two ways;
# - check a gradient that you do not trust.
#
# **Time:** 75 minutes. **Builds on:** [08 The forward pass](08-forward-pass.ipynb), [09 The cost](09-cost.ipynb) and
# [10 Gradient descent](10-gradient-descent.ipynb).
#
# Previous: [10 Gradient descent](10-gradient-descent.ipynb). Next: [12 Recap](12-recap.ipynb)

# %%
import numpy as np

from dlcourse import nn
from dlcourse.data import deck_table
from dlcourse.plots import network_diagram
from dlcourse.widgets.predictions import ask
from dlcourse.widgets import BackpropStepper

# %% [markdown]
# ## One cost, many weights
#
# Gradient descent needs the slope of $J$ with respect to every weight and every bias. The 2-3-2-1 network has 20 of them. The rule is the
# one you know, once for each:
#
# $$W^l_{(i,j)} := W^l_{(i,j)} - \alpha \frac{\partial J}{\partial W^l_{(i,j)}}$$
#
# One could measure each slope with two forward passes. That makes 40 passes for one update; a network of today, with a billion weights,
# would need two billion. **Backpropagation** computes all slopes with one pass forward and one back. How can that be?

# %%
network_diagram([2, 3, 2, 1])

# %% [markdown]
# ## Why it starts at the output
#
# Look at the picture. A weight of layer 1 changes a neuron of layer 1, which changes both neurons of layer 2, which change the output,
# which changes the cost. A weight of layer 3 changes the output at once. So the last layer is the only one whose effect on the cost we can see
# directly; and once we know it, the layer before has to ask only its neighbour.
#
# We give the slope of $J$ with respect to a pre-activation a name of its own. It says how much neuron $i$ of layer $l$ is to blame:
#
# $$dZ^l_i = \frac{\partial J}{\partial z^l_i}$$

# %% [markdown]
# ## The chain rule, with numbers
#
# If $J$ depends on $a$, and $a$ on $z$, and $z$ on $w$, then the slopes multiply:
#
# $$\frac{\partial J}{\partial w} = \frac{\partial J}{\partial a} \cdot \frac{\partial a}{\partial z} \cdot \frac{\partial z}{\partial w}$$
#
# First one neuron with one input, before anything larger. Three factors: before you run the cell, which of them is negative here?

# %%
w, b, x, y = 0.6, 0.1, 2.0, 1.0
z = w * x + b
a = 1 / (1 + np.exp(-z))
dJ_da = 2 * (a - y)
da_dz = a * (1 - a)
dz_dw = x
print(f"{dJ_da:.4f} times {da_dz:.4f} times {dz_dw:.4f} is {dJ_da * da_dz * dz_dw:.6f}")

# %% [markdown]
# The first one: the answer is too small, so the cost falls when $a$ grows. The product is negative, so a larger $w$ lowers the cost. Is it
# right? Move $w$ a little, and measure:

# %%
step = 1e-6
J_right = (1 / (1 + np.exp(-((w + step) * x + b))) - y) ** 2
J_left = (1 / (1 + np.exp(-((w - step) * x + b))) - y) ** 2
print(f"{(J_right - J_left) / (2 * step):.6f} measured")

# %% [markdown]
# **Exercise 1: the output layer.** Its blame, for $m$ examples at once. The mean of the cost brings $1/m$; it enters here, and nowhere else.


# %%
def output_delta(y_hat, y):
    """dZ of a sigmoid output layer, for J = (1/m) * sum of (y_hat - y)**2.

    y_hat, y : (m, 1) arrays. Returns an (m, 1) array.
    """
    raise NotImplementedError("the slope of the cost, times the slope of the sigmoid")


# %%
from dlcourse.check.lectures import lecture_11 as check

check.output_delta(output_delta)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Two factors: $\partial J / \partial \hat y = \frac{2}{m} (\hat y - y)$, and the slope of the sigmoid.
#
# </details>
# <details><summary>Hint 2</summary>
#
# The slope of the sigmoid, told by its output, is `y_hat * (1 - y_hat)`. All products are entry by entry.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def output_delta(y_hat, y):
#     return 2 / len(y) * (y_hat - y) * y_hat * (1 - y_hat)
# ```
#
# </details>

# %% [markdown]
# ## From the blame to the weights
#
# $z^l_i = \sum_j W^l_{(i,j)} a^{l-1}_j + b^l_i$. So the slope of $z^l_i$ with respect to $W^l_{(i,j)}$ is $a^{l-1}_j$, what the weight
# heard, and with respect to the bias it is 1:
#
# $$\frac{\partial J}{\partial W^l_{(i,j)}} = dZ^l_i\, a^{l-1}_j \qquad \frac{\partial J}{\partial b^l_i} = dZ^l_i$$
#
# Every example has its share, and the shares add up. As matrices:
#
# $$dW^l = (dZ^l)^\top A^{l-1} \qquad db^l = \sum_k dZ^l_k$$
#
# Let the shapes lead you: $dW^l$ must look like $W^l$, $(n_l, n_{l-1})$. From $(m, n_l)$ and $(m, n_{l-1})$ there is one way to make it.
#
# **Exercise 2: from dZ to dW and db.**


# %%
def layer_gradients(dZ, A_before):
    """The gradients of one layer's weights and biases.

    dZ : (m, n_l) array;  A_before : (m, n_(l-1)) array, what the layer heard
    Returns (dW, db) of shapes (n_l, n_(l-1)) and (n_l,).
    """
    raise NotImplementedError("one matrix product, one sum over the examples")


# %%
check.layer_gradients(layer_gradients)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# The product must sum over the examples, so the two axes of length m have to meet.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `dZ.T @ A_before` has the shape (n_l, n_(l-1)). `dZ.sum(axis=0)` adds the rows up. No further 1/m.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def layer_gradients(dZ, A_before):
#     return dZ.T @ A_before, dZ.sum(axis=0)
# ```
#
# </details>

# %% [markdown]
# ## One layer back
#
# Neuron $j$ of layer $l - 1$ spoke to every neuron of layer $l$, through its weights. So its blame is the sum over all it spoke to,
# weighted by how strongly they listened, times its own slope:
#
# $$dZ^{l-1}_j = \Big(\sum_i dZ^l_i\, W^l_{(i,j)}\Big)\, g'(z^{l-1}_j) \qquad dZ^{l-1} = (dZ^l\, W^l) \odot g'(Z^{l-1})$$
#
# Forward, the layer used $(W^l)^\top$; on the way back it is $W^l$ itself. The circle means: entry by entry.
#
# **Exercise 3: the hidden layer's blame.**


# %%
def hidden_delta(dZ_next, W_next, A):
    """dZ of a hidden layer with a sigmoid.

    dZ_next : (m, n_(l+1)) array, the blame of the layer after it
    W_next : (n_(l+1), n_l) array, the weights into that layer
    A : (m, n_l) array, this layer's activations. Returns an (m, n_l) array.
    """
    raise NotImplementedError("one matrix product, then the slope of the sigmoid")


# %%
check.hidden_delta(hidden_delta)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Shapes again: (m, n_(l+1)) and (n_(l+1), n_l) give (m, n_l). No `.T` is needed.
#
# </details>
# <details><summary>Hint 2</summary>
#
# The slope of the sigmoid is `A * (1 - A)`, with this layer's A.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def hidden_delta(dZ_next, W_next, A):
#     return dZ_next @ W_next * A * (1 - A)
# ```
#
# </details>

# %% [markdown]
# ## Watch it go back
#
# Step forward until the cost is known, then on: the blame moves from right to left, and the matrices fill. Point at any entry to see its
# path. First a question.

# %%
X, y = deck_table()
BackpropStepper(X=X, y=y, predict=ask("first known partials"))

# %% [markdown]
# ## All partial derivatives, as matrices
#
# The slides end with six arrays, one for each of the network's. Each has the shape of what it belongs to:

# %%
network = nn.Network([2, 3, 2, 1], rng=0)
y_hat, cache = network.forward(X)
gradients = network.backward(y, cache)
{name: array.shape for name, array in gradients.items()}

# %%
gradients["dW3"], gradients["db3"]

# %% [markdown]
# **Exercise 4: by hand.** A 2-2-1 network with sigmoids and one example. Take paper and a calculator, and go in the order of the keys. Give
# three digits. The check goes on with your own numbers: one mistake is counted once, and it says which factor is missing.
#
# $$x = \begin{pmatrix} 2 & 1 \end{pmatrix} \quad y = 0 \quad W^1 = \begin{pmatrix} 0.4 & -0.6 \\ -0.3 & 0.5 \end{pmatrix} \quad
# b^1 = \begin{pmatrix} 0.2 & 0.4 \end{pmatrix} \quad W^2 = \begin{pmatrix} 0.7 & -0.8 \end{pmatrix} \quad b^2 = 0.5$$


# %%
def partials():
    """{"z1_0", "z1_1", "a1_0", "a1_1", "z2", "a2", "cost", "dA2", "dZ2", "dW2_00", "dW2_01", "db2",
    "dZ1_0", "dZ1_1", "dW1_00", "dW1_01", "dW1_10", "dW1_11", "db1_0", "db1_1"}, each with its number.
    """
    raise NotImplementedError("twenty numbers; start with z1_0")


# %%
check.partials(partials)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# $z^1_0 = 0.4 \cdot 2 - 0.6 \cdot 1 + 0.2$. `dA2` is $\partial J / \partial \hat y$: with $m = 1$ it is $2 (\hat y - y)$.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `dZ1_0` has three factors: dZ2, the weight 0.7 that leads from neuron 0 to the output, and a1_0 (1 - a1_0).
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def partials():
#     return {
#         "z1_0": 0.4, "z1_1": 0.3, "a1_0": 0.599, "a1_1": 0.574, "z2": 0.459, "a2": 0.613, "cost": 0.376,
#         "dA2": 1.226, "dZ2": 0.291, "dW2_00": 0.174, "dW2_01": 0.167, "db2": 0.291, "dZ1_0": 0.0489, "dZ1_1": -0.0569,
#         "dW1_00": 0.0978, "dW1_01": 0.0489, "dW1_10": -0.1138, "dW1_11": -0.0569, "db1_0": 0.0489, "db1_1": -0.0569,
#     }
# ```
#
# </details>

# %% [markdown]
# ## Trust, and check
#
# A backward pass can be wrong and still lower the cost. So measure: move one weight a little to both sides, and look at the cost. Then compare
# the measured number $n$ with the number $g$ from the backward pass. This is the **gradient check**:
#
# $$\frac{|g - n|}{\max(|g| + |n|, \; 10^{-8})} < 10^{-4}$$
#
# Then the two agree. Rounding alone gives about $10^{-8}$.
#
# **Exercise 5: measure one partial derivative.**


# %%
def measured(cost_of, W, i, j, epsilon=1e-5):
    """The partial derivative of the cost with respect to W[i, j], by central differences.

    cost_of : function of W, a number;  W : array, left as it was
    """
    raise NotImplementedError("two copies of W, one entry moved in each")


# %%
check.measured(measured)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# `right = W.copy()` makes a second array. Then `right[i, j] += epsilon` moves one entry, and `W` stays as it was.
#
# </details>
# <details><summary>Hint 2</summary>
#
# The same to the left; then the difference of the two costs, divided by `2 * epsilon`.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def measured(cost_of, W, i, j, epsilon=1e-5):
#     right, left = W.copy(), W.copy()
#     right[i, j] += epsilon
#     left[i, j] -= epsilon
#     return (cost_of(right) - cost_of(left)) / (2 * epsilon)
# ```
#
# </details>

# %% [markdown]
# ## Update weights and biases, then repeat
#
# All gradients are known. Now, and only now, every layer takes its step:
#
# $$W^l := W^l - \alpha\, dW^l \qquad b^l := b^l - \alpha\, db^l \qquad l = 1, 2, 3$$
#
# Then forward again, back again, update again. We stop when a maximum number of iterations is reached, or when the cost no longer changes: an
# optimum, or a place flat enough to be taken for one.

# %%
history = network.fit(X, y, learning_rate=2.0, epochs=5000, tolerance=1e-7)
history.stopped, len(history.cost), history.cost[-1]

# %% [markdown]
# Which of the two stopped it? With five rows and 20 parameters the network fits the table better and better, until a step changes the
# cost by less than one ten-millionth, or 5000 epochs are over.

# %% [markdown]
# ## Not while going back
#
# The slides say: compute the gradients of the output layer, update its weights, then move backward. Taken literally that is a mistake. The layer
# before would ask weights that took no part in the forward pass. How wrong does it get?

# %%
start = nn.initialize_parameters([2, 3, 2, 1], np.random.default_rng(0))
_, cache = nn.forward(X, start)
right = nn.backward(y, start, cache)
updated = start | {"W3": start["W3"] - 2.0 * right["dW3"]}
wrong = nn.backward(y, updated, cache)
{name: float(np.abs(wrong[name] - right[name]).max() / np.abs(right[name]).max()) for name in right}

# %% [markdown]
# Layer 3 is right, and everything before it is off by a share of its size. The cost would still fall, so nobody would notice: this is the kind of bug that
# only a gradient check finds. Switch it on in the stepper above, and compare.

# %% [markdown]
# ## What you can now do
#
# You can compute the slope of a cost with respect to every weight of a network, layer by layer from the output, and prove that it is right.
# In the assignment you will do it for any depth and any activation.
#
# Three questions to check yourself:
#
# 1. What does the backward pass need from the forward pass?
# 2. Why is there a matrix product with $W^l$ going back, and with $(W^l)^\top$ going forward?
# 3. All $dZ$ of a layer are 0. What does that say about the layers before it?
#
# <details><summary>Answers</summary>
#
# 1. All $Z$ and $A$, and the inputs: the slopes $g'(Z)$, and what each layer heard.
# 2. Forward, neuron $i$ sums over what it hears, $j$. Back, neuron $j$ sums over those it spoke to, $i$.
# 3. They get no gradient through it: they learn nothing in this update.
#
# </details>
#
# Previous: [10 Gradient descent](10-gradient-descent.ipynb). Next: [12 Recap](12-recap.ipynb)

# %% nbgrader={"grade": true, "grade_id": "so_far", "locked": true, "points": 0, "schema_version": 3, "solution": false, "task": false}
# Which exercises of this notebook pass.
from dlcourse import so_far

so_far(lecture=True)
