# %% [markdown]
# # 05 Feed-forward networks
#
# After this notebook you can
#
# - say what a hidden neuron computes, and what the output neuron does with it;
# - see hidden neurons as regions of the plane, and put two of them together to solve XOR;
# - show why layers without an activation between them are one layer;
# - count the parameters of any network;
# - read the picture of a deep network, with its live values.
#
# **Time:** 70 minutes. **Builds on:** one neuron, $z = w_0 x_0 + w_1 x_1 + b$ and $a = g(z)$, and the perceptron, which
# can draw one line and no more.
#
# Previous: [04 The perceptron](04-perceptron.ipynb). Next: [06 Hyperparameters](06-hyperparameters.ipynb)

# %%
import numpy as np

from dlcourse import nn
from dlcourse.plots import network_diagram, neuron_regions
from dlcourse.rivals import compare
from dlcourse.widgets.predictions import ask
from dlcourse.widgets import ForwardStepper

# %% [markdown]
# ## From memory
#
# Three questions about earlier lectures. Answer each before you open it: what you fetch from memory stays there.
#
# <details><summary>1. Which two classes can a perceptron with two inputs separate?</summary>
#
# Those that a straight line separates. XOR is not among them, however long it learns. See [04](04-perceptron.ipynb).
#
# </details>
# <details><summary>2. What does ReLU say at $-2$ and at $3$?</summary>
#
# 0 and 3. Negative sums are cut to 0, positive ones pass. See [03](03-activations.ipynb).
#
# </details>
# <details><summary>3. How many parameters has a neuron with 10 inputs?</summary>
#
# 11: a weight for each input and one bias. The bias is the one that is forgotten. See [02](02-neurons.ipynb).
#
# </details>

# %% [markdown]
# ## One line is not enough
#
# These four rows are XOR: the answer is 1 when exactly one of the two inputs is 1. Draw them on paper. Can you separate
# the ones from the zeros with one straight line?

# %%
X = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
y = np.array([[0.0], [1], [1], [0]])
np.hstack([X, y])

# %% [markdown]
# You cannot. The two ones lie on one diagonal, the two zeros on the other, and the diagonals cross. One neuron draws one
# line, so one neuron will never do it. What if there were two neurons, and a third that listens to them?

# %% [markdown]
# ## A hidden layer: what its neurons compute
#
# We put a layer between the inputs and the output. It is called **hidden**, because neither its inputs nor its targets
# are in the data: nobody tells these neurons what to say.

# %%
network_diagram([2, 2, 1])

# %% [markdown]
# A hidden neuron does what every neuron does. It computes the weighted sum of the inputs and passes it to an activation
# function. What comes out is not an answer. It is an input for the next layer.
#
# Here are two of them, with the binary step as activation. Before you run the cell: which of the four rows make the first
# neuron say 1, and which the second?

# %%
W1 = np.array([[1.0, 1.0], [1.0, 1.0]])
b1 = np.array([-0.5, -1.5])
A1 = nn.step(X @ W1.T + b1)
A1

# %% [markdown]
# The first column is the first neuron. It says 1 for three rows: at least one input is 1, which is OR. The second says 1 for
# the last row alone: both inputs are 1, which is AND. On the plane, each of them is a region behind a line:

# %%
neuron_regions({"W1": W1, "b1": b1}, X, y, hidden="step", output="step")

# %% [markdown]
# How did one line do all rows and all neurons at once? `W1` has a row for each neuron, and `X` a row for each example. `A @ B` multiplies each row of
# `A` with each **column** of `B` and adds up the products. `W1.T` turns `W1` round, so that its rows become columns. Then entry $(k, i)$ of `X @ W1.T` is example $k$ times
# the weights of neuron $i$: for row 2, $(1, 0)$, and neuron 1 it is $1 \cdot 1 + 0 \cdot 1 = 1$. The shapes say it too: $(4, 2)$ and $(2, 2)$ give $(4, 2)$. More in [08](08-forward-pass.ipynb).
#
# **Exercise 1: a hidden layer.** Write it for any number of rows and any number of hidden neurons.


# %%
def hidden_layer(X, W1, b1):
    """What the hidden neurons say, with the binary step: 1 where z >= 0, else 0.

    X : (m, n) array;  W1 : (n_1, n) array;  b1 : (n_1,) array
    Returns an (m, n_1) array.
    """
    raise NotImplementedError("return an (m, n_1) array of 0 and 1")


# %%
from dlcourse.check.lectures import lecture_05 as check

check.hidden_layer(hidden_layer)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Which of the arrays has a row for each example, and which for each neuron?
#
# </details>
# <details><summary>Hint 2</summary>
#
# (m, n) and what give (m, n_1)? `W1` is (n_1, n): where does `.T` go? At z = 0 the step says 1.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `Z = X @ ... + b1`, and then True and False times 1.0.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def hidden_layer(X, W1, b1):
#     Z = X @ W1.T + b1
#     return (Z >= 0) * 1.0
# ```
#
# </details>

# %% [markdown]
# ## The output neuron: what it computes from them
#
# The output neuron computes the weighted sum of **the outputs of the layer before it**, and passes it to its own
# activation. It never sees $x$. For it, the four rows are these:

# %%
np.hstack([A1, y])

# %% [markdown]
# Three different rows are left: $(0, 0)$ wants 0, $(1, 0)$ wants 1, $(1, 1)$ wants 0. Now one line is enough! The hidden
# layer has moved the points until the last neuron's job became easy. That is what hidden layers are for.
#
# **Exercise 2: solve XOR.** Keep the two hidden neurons, or use others. Return all the weights and biases.


# %%
def xor_parameters():
    """Weights and biases of a 2-2-1 network that answers XOR with the binary step in both layers.

    Returns {"W1": (2, 2) array, "b1": (2,) array, "W2": (1, 2) array, "b2": (1,) array}.
    """
    raise NotImplementedError("return four arrays")


# %%
check.xor_parameters(xor_parameters)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# How would you say XOR in words, with OR and AND?
#
# </details>
# <details><summary>Hint 2</summary>
#
# "OR, but not AND": the first hidden neuron speaks for the output, the second against it. With weights 1 and -1 the sum is 1 for $(1, 0)$ and 0 for the
# other two: which bias puts 0 between?
#
# </details>
# <details><summary>Hint 3</summary>
#
# `"W2": np.array([[1.0, ...]]), "b2": np.array([-0.5])`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def xor_parameters():
#     return {
#         "W1": np.array([[1.0, 1.0], [1.0, 1.0]]),
#         "b1": np.array([-0.5, -1.5]),
#         "W2": np.array([[1.0, -1.0]]),
#         "b2": np.array([-0.5]),
#     }
# ```
#
# </details>

# %% [markdown]
# Seen on the plane, the output is what lies behind the first line and in front of the second: a band. No single line
# makes a band.

# %%
solved = {"W1": W1, "b1": b1, "W2": np.array([[1.0, -1.0]]), "b2": np.array([-0.5])}
neuron_regions(solved, X, y, hidden="step", output="step")

# %% [markdown]
# ## Why there must be an activation in between
#
# Suppose we leave the activation of the hidden layer out. Each layer is then a weighted sum and nothing more. Will three
# such layers draw more than one line? Let us compute before we argue.

# %%
rng = np.random.default_rng(1)
linear = nn.initialize_parameters([2, 5, 4, 1], rng)
rows = rng.normal(size=(6, 2))
deep, _ = nn.forward(rows, linear, hidden="identity", output="identity")
W = linear["W3"] @ linear["W2"] @ linear["W1"]
b = linear["W3"] @ (linear["W2"] @ linear["b1"] + linear["b2"]) + linear["b3"]
np.allclose(deep, rows @ W.T + b)

# %% [markdown]
# `True`: three layers with 44 weights and biases say what one neuron with two weights and a bias says. A sum of sums is a sum.
# Without a non-linear activation, more layers give nothing new. With it, every layer can bend what the one before it drew.
#
# **Exercise 3: two layers into one.** For two layers without an activation, find the one layer that does the same.


# %%
def one_layer(W1, b1, W2, b2):
    """The weights and the bias of the one layer that equals two layers without an activation.

    W1 : (n_1, n), b1 : (n_1,), W2 : (n_2, n_1), b2 : (n_2,) arrays
    Returns (W, b) with shapes (n_2, n) and (n_2,).
    """
    raise NotImplementedError("return a weight array and a bias")


# %%
check.one_layer(one_layer)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# What is $3 (2 x + 1) + 4$, as one weight times x and one bias? From where does each number come?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For one row: $a^1 = W^1 x + b^1$, then $W^2 a^1 + b^2$. What is multiplied with $x$ in the end? (n_2, n_1) and (n_1, n) give (n_2, n).
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return W2 @ W1, W2 @ ... + b2`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def one_layer(W1, b1, W2, b2):
#     return W2 @ W1, W2 @ b1 + b2
# ```
#
# </details>

# %% [markdown]
# ## Deep networks
#
# A network with more than one hidden layer is called **deep**. Nothing new happens in it: each layer listens to the one
# before, and all arrows point forward. That is why it is called a feed-forward network. Step through one, and watch each
# number become the input of the next layer. First a question.

# %%
ForwardStepper(
    nn.initialize_parameters([2, 3, 2, 1], np.random.default_rng(5)),
    predict=ask("products of the output neuron"),
)

# %% [markdown]
# How large is such a network? Every neuron has one weight for each neuron of the layer before, and one bias.
#
# **Exercise 4: count the parameters.**


# %%
def count_parameters(layer_sizes):
    """How many weights and biases a network has, an int.

    layer_sizes : list such as [2, 3, 2, 1]
    """
    raise NotImplementedError("return an int")


# %%
check.count_parameters(count_parameters)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# How many arrows lead into one neuron? What else does it have?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For [2, 3] the answer is 9: six weights and three biases. Layer 0 is the inputs and has none.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `total += layer_sizes[l] * layer_sizes[l - 1] + ...`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def count_parameters(layer_sizes):
#     total = 0
#     for l in range(1, len(layer_sizes)):
#         total += layer_sizes[l] * layer_sizes[l - 1] + layer_sizes[l]
#     return total
# ```
#
# </details>

# %% [markdown]
# ## Can it find the weights itself?
#
# You found the weights of XOR by thinking. The step has no slope to follow, so a network that is to learn takes a smooth activation
# instead. We let 20 networks look for XOR, each from other random weights. How many will find it: none, some, or all?

# %%
found = []
for seed in range(20):
    network = nn.Network([2, 2, 1], hidden="tanh", cost="cross_entropy", rng=seed)
    network.fit(X, y, learning_rate=0.5, epochs=1000)
    found.append(bool(np.all((network.predict(X) > 0.5) == (y > 0.5))))
found_by_two = found
sum(found), len(found)

# %% [markdown]
# Some. What happened to the others? One likes to say that they rest in a valley, where every small change makes the cost larger. Do not believe it: take one
# of them and train it on, ten times as long.

# %%
stuck = nn.Network([2, 2, 1], hidden="tanh", cost="cross_entropy", rng=0)
slopes, sizes, costs = [], [], []
for epochs in (1000, 5000, 5000):
    stuck.fit(X, y, learning_rate=0.5, epochs=epochs)
    stuck_hat, cache = stuck.forward(X)
    slopes.append(max(np.abs(d).max() for d in stuck.backward(y, cache).values()))
    sizes.append(max(np.abs(p).max() for p in stuck.parameters().values()))
    costs.append(stuck.cost(X, y))
    print(f"cost {costs[-1]:.4f}, steepest slope {slopes[-1]:.5f}, largest parameter {sizes[-1]:.1f}")
stuck_hat.ravel().round(2)

# %% [markdown]
# It does not rest. **It lies on a plain**: the cost still falls, ever more slowly, the slopes shrink, and the weights grow without end. Two rows are answered with 0.5, the other
# two rightly, and the cost falls towards $\frac{1}{2} \ln 2$, about 0.3466, and never below. Plains like this one are a more usual trouble of large networks than valleys. Which
# network ends there depends on its first weights. With four hidden neurons there are more ways to a solution:

# %%
found = []
for seed in range(20):
    network = nn.Network([2, 4, 1], hidden="tanh", cost="cross_entropy", rng=seed)
    network.fit(X, y, learning_rate=0.5, epochs=1000)
    found.append(bool(np.all((network.predict(X) > 0.5) == (y > 0.5))))
sum(found), len(found)

# %% [markdown]
# Is that more than luck? Twenty tries are few. Here are both with their error bars, and beside them the simplest rival, a neuron without any hidden layer,
# which never finds it.

# %%
tries = {"4 hidden neurons": found, "2 hidden neurons": found_by_two, "no hidden layer": [False] * 20}
counted = compare(np.ones((20, 1)), {name: np.reshape(hit, (20, 1)) for name, hit in tries.items()})
counted

# %%
neuron_regions(network.parameters(), X, y, hidden="tanh")

# %% [markdown]
# Four soft regions, put together into one that fits. How the network found them is the second half of this course.

# %% [markdown]
# ## What you can now do
#
# You know what a hidden neuron computes and what the output neuron does with it. You have solved by hand what one neuron never
# will, and you know that it takes a non-linear activation to do so.
#
# Three questions to check yourself:
#
# 1. A 2-2-1 network has the binary step everywhere. Which shapes can the region take in which it says 1?
# 2. How many parameters has a 4-5-3 network?
# 3. Somebody builds ten layers with the identity as activation. What can this network do that one neuron cannot?
#
# <details><summary>Answers</summary>
#
# 1. What two lines can cut out: a half-plane, a band, a wedge, or the rest of the plane around one of them.
# 2. $5 \cdot 4 + 5$ and $3 \cdot 5 + 3$, together 43.
# 3. Nothing. Its ten layers are one layer.
#
# </details>
#
# Previous: [04 The perceptron](04-perceptron.ipynb). Next: [06 Hyperparameters](06-hyperparameters.ipynb)

# %% nbgrader={"grade": true, "grade_id": "so_far", "locked": true, "points": 0, "schema_version": 3, "solution": false, "task": false}
# Which exercises of this notebook pass.
from dlcourse import so_far

so_far(lecture=True)
