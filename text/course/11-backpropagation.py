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
# **Time:** 140 minutes. **Builds on:** [08 The forward pass](08-forward-pass.ipynb), [09 The cost](09-cost.ipynb) and
# [10 Gradient descent](10-gradient-descent.ipynb).
#
# Previous: [10 Gradient descent](10-gradient-descent.ipynb). Next: [12 Recap](12-recap.ipynb)

# %%
import numpy as np

from dlcourse import nn
from dlcourse.data import deck_table
from dlcourse.plots import learning_curves, network_diagram
from dlcourse.widgets.predictions import ask
from dlcourse.widgets import BackpropStepper

# %% [markdown]
# ## From memory
#
# Three questions about earlier lectures. Answer each before you open it: what you fetch from memory stays there.
#
# <details><summary>1. Why is there a minus in the update rule?</summary>
#
# The slope points uphill, and we want to go down. See [10](10-gradient-descent.ipynb).
#
# </details>
# <details><summary>2. Cross-entropy after a sigmoid: what is its slope with respect to $z$, for one of $m$ examples?</summary>
#
# $(\hat y - y) / m$. The sigmoid's slope cancels, so a sure and wrong answer is corrected fast. See [09](09-cost.ipynb).
#
# </details>
# <details><summary>3. What is a partial derivative?</summary>
#
# The slope when one weight moves and all others are held still. See [10](10-gradient-descent.ipynb).
#
# </details>

# %% [markdown]
# ## One cost, many weights
#
# Gradient descent needs the slope of $J$ with respect to every weight and every bias. The 2-3-2-1 network has 20 of them. The rule is the
# one you know, once for each:
#
# $$W^l_{(i,j)} := W^l_{(i,j)} - \alpha \frac{\partial J}{\partial W^l_{(i,j)}}$$
#
# One could measure each slope with two forward passes. That makes 40 passes for one update; a network of today, with a billion weights,
# would need two billion. **Backpropagation** computes all slopes with one pass forward and one back. How can that be? Keep the question: the answer comes
# when you have done it once by hand.

# %%
network_diagram([2, 3, 2, 1])

# %% [markdown]
# ## Why it starts at the output
#
# Look at the picture. A weight of layer 1 changes a neuron of layer 1, which changes both neurons of layer 2, which change the output,
# which changes the cost. A weight of layer 3 changes the output at once. So the last layer is the only one whose effect on the cost we can see
# directly. Once it is known, the layer before needs only the layer after it.
#
# We give the slope of $J$ with respect to a pre-activation a name of its own. It says how much neuron $i$ of layer $l$ is to blame for the cost. (Books write
# $\delta^l_i$, "delta", for the same number, and so do the names of the functions below.)
#
# $$dZ^l_i = \frac{\partial J}{\partial z^l_i}$$

# %% [markdown]
# ## The chain rule, with numbers
#
# If $J$ depends on $a$, and $a$ on $z$, and $z$ on $w$, then the slopes multiply:
#
# $$\frac{\partial J}{\partial w} = \frac{\partial J}{\partial a} \cdot \frac{\partial a}{\partial z} \cdot \frac{\partial z}{\partial w}$$
#
# Numbers first. The smallest network with two layers is a chain, 1-1-1: one input, one hidden neuron, one output neuron, one example. Forward:

# %%
x, y = 2.0, 1.0
w1, b1, w2, b2 = 0.6, 0.1, -0.8, 0.3
z1 = w1 * x + b1
a1 = 1 / (1 + np.exp(-z1))
z2 = w2 * a1 + b2
a2 = 1 / (1 + np.exp(-z2))
J = (a2 - y) ** 2
print(f"z1 = {z1:.3f}, a1 = {a1:.3f}, z2 = {z2:.3f}, a2 = {a2:.3f}, J = {J:.3f}")

# %% [markdown]
# Now back, from the cost to the first weight, one factor at a time. The slope of a sigmoid is $a (1 - a)$, see [03](03-activations.ipynb). Before you run the cell: the
# answer is too small. Which sign has $\partial J / \partial a^2$? And which sign will the slope of $w_1$ have, with a negative $w_2$ on its way?

# %%
dA2 = 2 * (a2 - y)  # the cost, by the answer
dZ2 = dA2 * a2 * (1 - a2)  # through the output's sigmoid
dW2, db2 = dZ2 * a1, dZ2  # to its weight and bias
dA1 = dZ2 * w2  # back through the weight, to the hidden neuron
dZ1 = dA1 * a1 * (1 - a1)  # through its sigmoid
dW1, db1 = dZ1 * x, dZ1
print(f"dA2 = {dA2:.4f}, dZ2 = {dZ2:.4f}, dW2 = {dW2:.4f}, db2 = {db2:.4f}")
print(f"dA1 = {dA1:.4f}, dZ1 = {dZ1:.4f}, dW1 = {dW1:.4f}, db1 = {db1:.4f}")

# %% [markdown]
# `dA2` is negative: the cost falls when the answer grows. `dW1` is positive: a larger $w_1$ makes $a^1$ larger, and through the negative $w_2$ the answer smaller. See what is **shared**: `dZ2` is
# computed once, and used for `dW2`, for `db2` and for everything before them. Is it right? Move $w_1$ a little, and measure:

# %%
epsilon = 1e-6


def cost_with(w1):
    a1 = 1 / (1 + np.exp(-(w1 * x + b1)))
    return (1 / (1 + np.exp(-(w2 * a1 + b2))) - y) ** 2


measured_slope = (cost_with(w1 + epsilon) - cost_with(w1 - epsilon)) / (2 * epsilon)
print(f"{measured_slope:.6f} measured, {dW1:.6f} by the chain")

# %% [markdown]
# ## Two ways to the cost
#
# In a chain every neuron has one way to the cost. In a network a neuron speaks to **several** neurons, its children, and each of them changes the cost. Suppose $a$ has two children. The slope of the cost
# with respect to their $z$ is $0.3$ and $-0.2$, and the weights that lead to them are $0.7$ and $0.5$. Along the first way the slope is $0.3 \cdot 0.7 = 0.21$, along the second $-0.2 \cdot 0.5 = -0.1$.
# What is the slope with respect to $a$: their sum, their product, or their mean?
#
# Move $a$ by a little. The first child moves the cost by 0.21 times as much, and **in addition** the second moves it by $-0.1$ times as much. Along one way the factors multiply; **several ways add up**:
# $0.21 - 0.1 = 0.11$.
#
# **Exercise 1: by hand.** A 1-1-2 network with sigmoids: one input, one hidden neuron with two children, two outputs, one example; the cost is the sum of both squared errors. Take
# paper and a calculator, and go in the order of the keys. Give three digits. The check goes on with your own numbers: one mistake is counted once, and it says which factor is missing.
#
# $$x = 2 \quad y = \begin{pmatrix} 0 & 1 \end{pmatrix} \quad W^1 = 0.5 \quad b^1 = -0.4 \quad W^2 = \begin{pmatrix} 0.8 \\ -0.6 \end{pmatrix} \quad b^2 = \begin{pmatrix} 0.2 & 0.3 \end{pmatrix}$$

# %%
network_diagram([1, 1, 2])


# %%
def partials():
    """Twenty-one numbers, each under its name, in the order in which you find them:

    {"z1", "a1", "z2_0", "a2_0", "z2_1", "a2_1", "cost", "dA2_0", "dZ2_0", "dW2_00", "db2_0",
    "dA2_1", "dZ2_1", "dW2_10", "db2_1", "path_0", "path_1", "dA1", "dZ1", "dW1_00", "db1_0"}
    path_i is the slope of the cost with respect to a1, along the way through child i.
    """
    raise NotImplementedError("return a dictionary with your numbers")


# %%
from dlcourse.check.lectures import lecture_11 as check

check.partials(partials)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Which number of the chain above has the same place as yours? Only `path_0`, `path_1` and `dA1` are new.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `dA2_1` is $2 (a^2_1 - 1)$, a negative number. `path_0` has two factors: the slope at $z^2_0$, and the weight that leads there. And `dA1`? Look at the
# example with 0.7 and 0.5.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `"dA1": ...` is 0.237 + 0.156.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def partials():
#     return {
#         "z1": 0.6, "a1": 0.646, "z2_0": 0.717, "a2_0": 0.672, "z2_1": -0.0874, "a2_1": 0.478,
#         "cost": 0.724,
#         "dA2_0": 1.344, "dZ2_0": 0.296, "dW2_00": 0.191, "db2_0": 0.296,
#         "dA2_1": -1.044, "dZ2_1": -0.260, "dW2_10": -0.168, "db2_1": -0.260,
#         "path_0": 0.237, "path_1": 0.156, "dA1": 0.393, "dZ1": 0.0900, "dW1_00": 0.180, "db1_0": 0.0900,
#     }
# ```
#
# </details>

# %% [markdown]
# ## How can that be?
#
# Now the question from the beginning. You found six slopes of the cost with one walk back, because no number was computed twice: both ways through the children end in the same `dA1`, and everything
# before it uses that one number. How much does this save? Take 10 layers of 100 neurons and one output. A weight of layer 1 has a way to the cost for every choice of a neuron in each layer between.
# How many ways, and how many edges?

# %%
ways = 100**9  # a neuron in each of layers 2 to 10, then the output
edges = 9 * 100 * 100 + 100  # between the layers
f"{ways:.0e} ways over {edges} edges"

# %% [markdown]
# Nobody can add up that many ways. Backpropagation never does: at each neuron the ways that come together are added **once**, and only the sum goes on. So the walk back costs one product
# per edge for the blame and one for the weight's own slope: about twice a forward pass, for all slopes together.

# %% [markdown]
# ## The same, for a layer and for all examples
#
# From here on: layers, and $m$ examples at once. The steps are those that you did by hand.
#
# **Exercise 2: the output layer.** Its blame, for $m$ examples at once. The mean of the cost brings $1/m$; it enters here, and nowhere else.


# %%
def output_delta(y_hat, y):
    """dZ of a sigmoid output layer, for J = (1/m) * sum of (y_hat - y)**2.

    y_hat, y : (m, 1) arrays. Returns an (m, 1) array.
    """
    raise NotImplementedError("return an (m, 1) array")


# %%
check.output_delta(output_delta)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Through which two things does a change of z reach the cost?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For one example with y_hat = 0.5 and y = 0 the answer is 0.25: twice the error is 1, and the sigmoid's slope there is 0.25.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return 2 / len(y) * (y_hat - y) * ...`
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
# $z^l_i = \sum_j W^l_{(i,j)} a^{l-1}_j + b^l_i$. So the slope of $z^l_i$ with respect to $W^l_{(i,j)}$ is $a^{l-1}_j$, the input of
# this weight, and with respect to the bias it is 1:
#
# $$\frac{\partial J}{\partial W^l_{(i,j)}} = dZ^l_i\, a^{l-1}_j \qquad \frac{\partial J}{\partial b^l_i} = dZ^l_i$$
#
# Every example has its share, and the shares add up. As matrices:
#
# $$dW^l = (dZ^l)^\top A^{l-1} \qquad db^l = \sum_k dZ^l_k$$
#
# Let the shapes lead you: $dW^l$ must look like $W^l$, $(n_l, n_{l-1})$. From $(m, n_l)$ and $(m, n_{l-1})$ there is one way to make it.
#
# **Exercise 3: from dZ to dW and db.**


# %%
def layer_gradients(dZ, A_before):
    """The gradients of one layer's weights and biases.

    dZ : (m, n_l) array;  A_before : (m, n_(l-1)) array, what the layer heard
    Returns (dW, db) of shapes (n_l, n_(l-1)) and (n_l,).
    """
    raise NotImplementedError("return dW and db")


# %%
check.layer_gradients(layer_gradients)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Which axis must disappear, and what does that do with the examples?
#
# </details>
# <details><summary>Hint 2</summary>
#
# dW is (n_l, n_(l-1)), from (m, n_l) and (m, n_(l-1)): the two axes of length m have to meet. db is (n_l,). The 1/m is in dZ already.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return dZ.T @ ..., dZ.sum(axis=0)`
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
# Neuron $j$ of layer $l - 1$ has every neuron of layer $l$ as a child. So its blame is the sum over all ways, each the child's blame times the weight that leads there, times its own slope. In the
# exercise by hand this sum had two terms:
#
# $$dZ^{l-1}_j = \Big(\sum_i dZ^l_i\, W^l_{(i,j)}\Big)\, g'(z^{l-1}_j) \qquad dZ^{l-1} = (dZ^l\, W^l) \odot g'(Z^{l-1})$$
#
# Forward, the layer used $(W^l)^\top$; on the way back it is $W^l$ itself. The circle means: entry by entry.
#
# **Exercise 4: the hidden layer's blame.**


# %%
def hidden_delta(dZ_next, W_next, A):
    """dZ of a hidden layer with a sigmoid.

    dZ_next : (m, n_l) array, the blame of layer l, the one after it
    W_next : (n_l, n_(l-1)) array, the weights of layer l
    A : (m, n_(l-1)) array, the activations of layer l - 1. Returns an (m, n_(l-1)) array.
    """
    raise NotImplementedError("return an (m, n_(l-1)) array")


# %%
check.hidden_delta(hidden_delta)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# In the exercise by hand: what did you do with the two paths, and what then with dA1?
#
# </details>
# <details><summary>Hint 2</summary>
#
# Which of `dZ_next @ W_next` and `dZ_next @ W_next.T` is an (m, n_(l-1)) array?
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return dZ_next @ W_next * ...`, entry by entry, with the slope of this layer's sigmoid.
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
# The slides end with six arrays, one for each of the network's. Each has the shape of what it belongs to, and each entry stands where its weight stands. Layer 3, with one neuron that has two inputs:
#
# $$\frac{\partial J}{\partial W^3} = \begin{pmatrix} \frac{\partial J}{\partial W^3_{(0,0)}} & \frac{\partial J}{\partial W^3_{(0,1)}} \end{pmatrix} = (dZ^3)^\top A^2$$
#
# $$\frac{\partial J}{\partial b^3} = \begin{pmatrix} \frac{\partial J}{\partial b^3_0} \end{pmatrix} = \sum_k dZ^3_k$$
#
# Layer 2, two neurons with three inputs each:
#
# $$\frac{\partial J}{\partial W^2} = \begin{pmatrix} \frac{\partial J}{\partial W^2_{(0,0)}} & \frac{\partial J}{\partial W^2_{(0,1)}} & \frac{\partial J}{\partial W^2_{(0,2)}} \\ \frac{\partial J}{\partial W^2_{(1,0)}} & \frac{\partial J}{\partial W^2_{(1,1)}} & \frac{\partial J}{\partial W^2_{(1,2)}} \end{pmatrix} = (dZ^2)^\top A^1$$
#
# $$\frac{\partial J}{\partial b^2} = \begin{pmatrix} \frac{\partial J}{\partial b^2_0} & \frac{\partial J}{\partial b^2_1} \end{pmatrix} = \sum_k dZ^2_k$$
#
# Layer 1, three neurons with two inputs each:
#
# $$\frac{\partial J}{\partial W^1} = \begin{pmatrix} \frac{\partial J}{\partial W^1_{(0,0)}} & \frac{\partial J}{\partial W^1_{(0,1)}} \\ \frac{\partial J}{\partial W^1_{(1,0)}} & \frac{\partial J}{\partial W^1_{(1,1)}} \\ \frac{\partial J}{\partial W^1_{(2,0)}} & \frac{\partial J}{\partial W^1_{(2,1)}} \end{pmatrix} = (dZ^1)^\top A^0$$
#
# $$\frac{\partial J}{\partial b^1} = \begin{pmatrix} \frac{\partial J}{\partial b^1_0} & \frac{\partial J}{\partial b^1_1} & \frac{\partial J}{\partial b^1_2} \end{pmatrix} = \sum_k dZ^1_k$$
#
# Which entry is `dW2[1, 2]`? That of the weight **to** neuron 1 of layer 2 **from** neuron 2 of layer 1: the lower right one. Here are all six with their numbers:

# %%
network = nn.Network([2, 3, 2, 1], rng=0)
y_hat, cache = network.forward(X)
gradients = network.backward(y, cache)
for name, array in gradients.items():
    print(name, array.shape, np.array2string(array, precision=4, prefix=f"{name} {array.shape} "))

# %% [markdown]
# And here is the whole walk back, written out once for this network. Read it beside your exercises: which line is which?

# %%
W, A1, A2 = network.parameters(), cache["A1"], cache["A2"]
dZ3 = 2 / len(y) * (y_hat - y) * y_hat * (1 - y_hat)
dZ2 = dZ3 @ W["W3"] * A2 * (1 - A2)
dZ1 = dZ2 @ W["W2"] * A1 * (1 - A1)
by_lines = {"dW3": dZ3.T @ A2, "db3": dZ3.sum(axis=0)}
by_lines |= {"dW2": dZ2.T @ A1, "db2": dZ2.sum(axis=0)}
by_lines |= {"dW1": dZ1.T @ X, "db1": dZ1.sum(axis=0)}
all(np.allclose(by_lines[name], gradients[name]) for name in gradients)

# %% [markdown]
# Three lines for the blame, two results for each layer. The line for a hidden layer is always the same, with the numbers of its layer: that is why a loop from the last layer to the first can do any
# depth. In PyTorch this walk is `loss.backward()`. It needs all $A$ of the forward pass, and that is what fills the memory of a machine that trains a large network.

# %% [markdown]
# ## Trust, and check
#
# A backward pass can be wrong and still lower the cost; you will see one below. So measure: move one weight a little to both sides, and look at the cost. Then compare
# the measured number $n$ (for "numerical"; it is no number of features here) with the number $g$ from the backward pass. This is the **gradient check**:
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
    raise NotImplementedError("return one number")


# %%
check.measured(measured)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# What may change from one cost to the other, and what must stay?
#
# </details>
# <details><summary>Hint 2</summary>
#
# `V = W.copy()` is a second array: what happens to `W` when an entry of `V` is moved? How far apart are the two costs' weights?
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return (cost_of(right) - cost_of(left)) / (...)`
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
# How small should $\epsilon$ be? The smaller the better, one would think. Here is the error of the measured slope for $\epsilon = 0.1, 0.01, \dots$ down to $10^{-13}$. What will the curve look like?

# %%
errors, W1 = [], network.parameters()["W1"]
for k in range(1, 14):
    sides = []
    for sign in (1, -1):
        moved = W1.copy()
        moved[0, 0] += sign * 10.0**-k
        sides.append(nn.mse(nn.forward(X, network.parameters() | {"W1": moved})[0], y))
    slope = (sides[0] - sides[1]) / (2 * 10.0**-k)
    errors.append(abs(slope / gradients["dW1"][0, 0] - 1))
xlabel = "k, where epsilon is 10 to the power -k"
learning_curves({"error": errors}, ylabel="relative error", log=True, xlabel=xlabel)

# %% [markdown]
# A V. At first each tenth of $\epsilon$ makes the error a hundredth: the curve is straighter on a shorter piece. Then it turns: the two costs are so alike that their difference loses nearly all its digits. The best is near
# $10^{-5}$, and $10^{-12}$ is worse than 0.01. Two more traps: with ReLU, a $z$ within $\epsilon$ of 0 has no slope to measure; and with numbers of half the length (`float32`) the V ends much higher.

# %% [markdown]
# ## Update weights and biases, then repeat
#
# All gradients are known. Now, and only now, every layer takes its step:
#
# $$W^l := W^l - \alpha\, dW^l \qquad b^l := b^l - \alpha\, db^l \qquad l = 1, 2, 3$$
#
# Then forward again, back again, update again. We stop when a maximum number of iterations is reached, or when the cost no longer changes. The slides call the second "an optimum is reached".

# %%
history = network.fit(X, y, learning_rate=2.0, epochs=5000, tolerance=1e-7)
history.stopped, len(history.cost), history.cost[-1]

# %% [markdown]
# The second: after 1407 epochs an update changed the cost by less than one ten-millionth. Is it an optimum? In [08](08-forward-pass.ipynb) the same network, from the same start but without a tolerance, went on
# to 0.0008, and from another start to 0.000001. **A stop is not an optimum.** It says: here it goes on slowly.

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
# Layer 3 is right. Everything before it is wrong, by 19 to 27 % of its largest entry. Does it still learn? Train both ways, and guess first.

# %%
def train(early, learning_rate=2.0, epochs=5000):
    """The cost after training; early: each layer is updated as soon as its own gradients are known."""
    p = start
    for _ in range(epochs):
        _, cache = nn.forward(X, p)
        d = nn.backward(y, p, cache)
        for l in (3, 2, 1) if early else ():
            d = nn.backward(y, p, cache)
            p = p | nn.update({k: p[k] for k in (f"W{l}", f"b{l}")}, d, learning_rate)
        p = p if early else nn.update(p, d, learning_rate)
    return nn.mse(nn.forward(X, p)[0], y)


f"{train(early=False):.5f} after the whole backward pass, {train(early=True):.5f} early"

# %% [markdown]
# It learns as well! Then why is it wrong? Because these numbers are **not the gradient of any cost**: layer 1 asks weights that took no part in the forward pass. The error grows with $\alpha$ (at a hundredth of
# this $\alpha$ it is a hundredth, at a larger one the network may go astray); no gradient check can pass; and what builds on gradients, such as momentum or many machines that each compute a
# part, gets something else than it was promised. A falling cost does not prove a gradient. Switch it on in the stepper above, and compare.

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
