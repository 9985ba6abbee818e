# %% [markdown]
# # 08 The forward pass
#
# After this notebook you can
#
# - read a table of data as $X$ and $y$, and say what $m$ and $n$ are;
# - name any weight of a network with its three indices, find its edge in a picture and its place in an array;
# - say why weights start at random, and not at zero;
# - compute the forward pass for one row, and then for all rows and all neurons of a layer at once;
# - tell from the shapes alone whether it can be right.
#
# **Time:** 80 minutes. **Builds on:** [02 Neurons](02-neurons.ipynb), $z = w_0 x_0 + w_1 x_1 + b$ and $a = g(z)$, and the layers of
# [05 Feed-forward networks](05-feed-forward-networks.ipynb).
#
# Previous: [07 Your first network](07-first-network.ipynb). Next: [09 The cost](09-cost.ipynb)

# %%
import numpy as np

from dlcourse.data import deck_table
from dlcourse.plots import network_diagram
from dlcourse.widgets.predictions import ask
from dlcourse.widgets import ForwardStepper

# %% [markdown]
# ## From memory
#
# Three questions about earlier lectures. Answer each before you open it: what you fetch from memory stays there.
#
# <details><summary>1. Why three parts: training, validation, test?</summary>
#
# The network learns from the first, you choose with the second, and the third is opened once. Rows used for choosing are no longer honest for
# reporting. See [07](07-first-network.ipynb).
#
# </details>
# <details><summary>2. Which output and which cost for a yes-or-no question?</summary>
#
# A sigmoid and cross-entropy. For a number: the identity and the squared error. See [06](06-hyperparameters.ipynb).
#
# </details>
# <details><summary>3. What are the shapes of `X`, `W1` and `X @ W1.T` with 4 rows, 2 inputs and 3 neurons?</summary>
#
# (4, 2), (3, 2) and (4, 3): a row for each example, a column for each neuron. See [05](05-feed-forward-networks.ipynb).
#
# </details>

# %% [markdown]
# ## The data: one example is one row
#
# Five students, two features each: hours of study and hours of sleep on the day before an exam, in tens of hours. The
# output is the mark, as a share of the full mark.

# %%
X, y = deck_table()
np.hstack([X, y])

# %% [markdown]
# The first two columns are $X$, the last is $y$. We write $m$ for the number of examples and $n$ for the number of
# features. Before you run the next cell: what will the two shapes be?

# %%
m, n = X.shape
X.shape, y.shape

# %% [markdown]
# $m = 5$ and $n = 2$: $X$ is $(m, n)$ and $y$ is $(m, 1)$, because each example has one output. That second 1 matters.
# An array of shape `(5,)` is not the same as one of shape `(5, 1)`, and NumPy will combine the two into `(5, 5)` without
# an error. We keep both axes.

# %% [markdown]
# ## The network: layers, and one activation per layer
#
# Our network has 2 inputs, a hidden layer of 3 neurons, one of 2, and 1 output. We write its sizes as a list. Layer 0
# is the inputs; it computes nothing.

# %%
layer_sizes = [2, 3, 2, 1]
network_diagram(layer_sizes)

# %% [markdown]
# All neurons of a layer share one activation. Here it is the sigmoid in every layer: in the output because a mark between 0
# and 1 is what we want, in the hidden layers because its numbers are easy to follow.


# %%
def sigmoid(z):
    """1 / (1 + exp(-z)), elementwise, any shape."""
    return 1 / (1 + np.exp(-z))


sigmoid(np.array([-4.0, 0.0, 4.0]))

# %% [markdown]
# A large negative sum becomes almost 0, a large positive one almost 1, and 0 becomes one half.

# %% [markdown]
# ## Weights and their three indices
#
# Every edge in the picture carries one number, its weight. To name an edge we need three indices:
#
# $$W^l_{(i,j)}$$
#
# - $l$: the layer the edge goes **to**
# - $i$: the neuron in layer $l$ that it goes **to**
# - $j$: the neuron in layer $l - 1$ that it comes **from**
#
# All three tell the destination first, and neurons count from 0. So $W^1_{(2,0)}$ leads to neuron 2 of layer 1, from
# input 0:

# %%
network_diagram(layer_sizes, highlight=(1, 2, 0))

# %% [markdown]
# In code, the weights of layer $l$ are one array `W1`, `W2` or `W3` with **a row for each destination** and a column for
# each source: $W^1_{(2,0)}$ is `W1[2, 0]`. Its shape is $(n_l, n_{l-1})$, where $n_l$ is the number of neurons in
# layer $l$.
#
# **The bias** has two indices, $b^l_i$: layer and neuron. It has no source. In code, `b1` has shape $(n_1,)$: one
# dimension, one number per neuron.

# %%
rng = np.random.default_rng(0)
parameters = {
    "W1": rng.uniform(-1, 1, (3, 2)),
    "b1": rng.uniform(-1, 1, 3),
    "W2": rng.uniform(-1, 1, (2, 3)),
    "b2": rng.uniform(-1, 1, 2),
    "W3": rng.uniform(-1, 1, (1, 2)),
    "b3": rng.uniform(-1, 1, 1),
}
{name: array.shape for name, array in parameters.items()}

# %% [markdown]
# Now see them all. Point at an edge, or press Tab until the drawing has the focus and walk over it with the up and
# down arrows. Blue and solid is positive, orange and dashed is negative, and thick is large. Find $W^2_{(0,2)}$. What does
# it connect, and what is its value?

# %%
ForwardStepper(parameters, X)

# %%
float(parameters["W2"][0, 2])

# %% [markdown]
# $W^2_{(0,2)}$ goes to neuron 0 of layer 2, from neuron 2 of layer 1. The number under the drawing is the number in the
# array, because the drawing was made from the array.
#
# **Exercise 1: from index to code.** Write the function that looks up $W^l_{(i,j)}$.


# %%
def weight(parameters, l, i, j):
    """The weight W^l_(i,j), a number.

    parameters : {"W1": (n_1, n_0), "b1": (n_1,), "W2": ...}
    l, i : destination layer (from 1) and neuron (from 0);  j : source neuron in layer l - 1 (from 0)
    """
    raise NotImplementedError("return one number")


# %%
from dlcourse.check.lectures import lecture_08 as check

check.weight(weight)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Which array is it in? And which index is the row?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For l = 2 the array is called "W2"; `f"W{l}"` makes this name. A row for each destination, a column for each source.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return parameters[f"W{l}"][..., j]`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def weight(parameters, l, i, j):
#     return parameters[f"W{l}"][i, j]
# ```
#
# </details>

# %% [markdown]
# **Exercise 2: from edge to index.** The other way round. Someone points at an edge: it comes from neuron `source` of
# layer `source_layer` and goes to neuron `destination` of the next layer. Return its name as text, such as
# `"W^1_(2,0)"`.


# %%
def name_of_edge(source_layer, source, destination):
    """Name of an edge, text such as "W^1_(2,0)".

    It comes from neuron ``source`` of layer ``source_layer`` and goes to neuron ``destination`` of the
    next layer. All three are integers from 0.
    """
    raise NotImplementedError("return the name as text")


# %%
check.name_of_edge(name_of_edge)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# The upper index is the layer the edge goes to. Which layer is that, seen from the source?
#
# </details>
# <details><summary>Hint 2</summary>
#
# From neuron 0 of layer 1 to neuron 1 of layer 2 the name is W^2_(1,0). An f-string fills numbers into a text.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return f"W^{source_layer + 1}_({...},{source})"`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def name_of_edge(source_layer, source, destination):
#     return f"W^{source_layer + 1}_({destination},{source})"
# ```
#
# </details>

# %% [markdown]
# **Exercise 3: shapes.** If you know the sizes of the layers, you know the shape of every array. Write that down once, and you can
# check everything you will ever compute here.


# %%
def shapes(layer_sizes):
    """Shapes of all parameters: {"W1": (n_1, n_0), "b1": (n_1,), "W2": ...}, each a tuple.

    layer_sizes : list of integers, such as [2, 3, 2, 1]
    """
    raise NotImplementedError("return a dictionary of tuples")


# %%
check.shapes(shapes)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Which layers have parameters, and which has none?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For [2, 3] the answer is {"W1": (3, 2), "b1": (3,)}. A tuple with one number needs its comma.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `result[f"W{l}"] = (layer_sizes[l], ...)`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def shapes(layer_sizes):
#     result = {}
#     for l in range(1, len(layer_sizes)):
#         result[f"W{l}"] = (layer_sizes[l], layer_sizes[l - 1])
#         result[f"b{l}"] = (layer_sizes[l],)
#     return result
# ```
#
# </details>

# %% [markdown]
# How many numbers does the network have to learn?

# %%
(
    sum(array.size for name, array in parameters.items() if name.startswith("W")),
    sum(array.size for name, array in parameters.items() if name.startswith("b")),
)

# %% [markdown]
# 14 weights, one per edge, and 6 biases, one per neuron that computes: 20 parameters.

# %% [markdown]
# ## Why they start at random
#
# Before the first pass, the parameters need some value. Zero looks neutral. Before you run the next cell: with every weight
# and bias at 0, what will the three neurons of layer 1 say?

# %%
from dlcourse.nn import Network

zeros = {name: np.zeros_like(array) for name, array in parameters.items()}
network = Network(layer_sizes, hidden="sigmoid", output="sigmoid", rng=0)
network.set_parameters(zeros)
y_hat, cache = network.forward(X)
cache["A1"]

# %% [markdown]
# One half, for every student and every neuron: the inputs have no influence. Worse, all three neurons are alike, so each of
# them gets the same correction. Is the zero to blame? Start everything at 0.5 and let it learn for 5000 epochs. What will the rows of `W1` look like, one row per neuron?

# %%
network.set_parameters({name: np.full_like(array, 0.5) for name, array in parameters.items()})
alike = network.fit(X, y, learning_rate=2.0, epochs=5000).cost[-1]
alike_W1 = network.parameters()["W1"]
alike_W1

# %% [markdown]
# The weights have moved a long way, and the three rows are still the same, to the last digit. Three neurons that always agree are one neuron, however long they learn. How much does that
# cost? Beside it the same training from four random starts. Will all four be better?

# %%
starts = [Network(layer_sizes, rng=seed) for seed in range(4)]
at_random = [start.fit(X, y, learning_rate=2.0, epochs=5000).cost[-1] for start in starts]
print(f"all alike: {alike:.6f}   at random:", *(f"{cost:.6f}" for cost in at_random))

# %% [markdown]
# All four end lower, and three of them more than fifty times lower. One is hardly better: a random start can be unlucky, too. Different random weights break this
# **symmetry**: that is why we drew ours from `rng`. The biases: the slides and PyTorch draw them at random, many programs start them at zero. Both work, as long as the weights differ.
#
# ### How large?
#
# Random, but how large? We send 200 rows through ten layers of 50 neurons with ReLU, and look at the spread (the standard deviation) of what comes out. Which of the three
# sizes of weights keeps it alive?

# %%
spreads = {}
for size in (0.01, np.sqrt(2 / 50), 1.0):
    A, spreads[size] = rng.normal(size=(200, 50)), []
    for _ in range(10):
        A = np.maximum(0, A @ rng.normal(0, size, (50, 50)).T)
        spreads[size].append(float(A.std()))
    first, *_, last = spreads[size]
    print(f"weights of about {size:.2f}: {first:.3g} after layer 1, {last:.3g} after layer 10")

# %% [markdown]
# Too small, and nothing is left after ten layers; too large, and the numbers grow without end. A neuron adds up one product for each of its $n$ inputs, so the weights must be smaller
# when there are more of them: about $1/\sqrt{n}$, and $\sqrt{2/n}$ with ReLU, which cuts one half away. (Books call these rules after Xavier Glorot and Kaiming He.) The course's
# network and PyTorch draw between $-1/\sqrt{n}$ and $1/\sqrt{n}$.

# %% [markdown]
# ## The pass, neuron by neuron
#
# A neuron weighs what it hears, adds its bias, and applies the activation. For neuron 0 of layer 1:
#
# $$z^1_0 = W^1_{(0,0)}\, x_0 + W^1_{(0,1)}\, x_1 + b^1_0 \qquad a^1_0 = g(z^1_0)$$

# %%
x = X[0]
z = parameters["W1"][0, 0] * x[0] + parameters["W1"][0, 1] * x[1] + parameters["b1"][0]
float(z), float(sigmoid(z))

# %% [markdown]
# The same for the other two neurons, and layer 1 is done. Its three activations are what layer 2 hears, and so on to the
# output. Answer the question first; then walk through the pass with **Next**, or with the left and right arrows. Every sum is
# written out under the drawing. The first one is the one you have just computed.

# %%
ForwardStepper(parameters, X, predict=ask("one input moved"))

# %% [markdown]
# Try it: go to the last step, then move $x_0$. Whatever you put in runs through every path to the output. Keep this picture
# in mind: backpropagation will walk the same paths in the other direction.

# %% [markdown]
# ## One layer at once
#
# The weighted sums of a layer are a matrix times a vector: row $i$ of $W^1$ holds exactly the weights into neuron $i$.
# So one line computes all neurons of a layer:
#
# $$z^l = W^l\, a^{l-1} + b^l \qquad a^l = g(z^l) \qquad a^0 = x$$

# %%
z1 = parameters["W1"] @ x + parameters["b1"]
z1.shape, z1

# %% [markdown]
# The first of the three numbers is the $z^1_0$ from above. The shapes tell us that it can be right: `(3, 2) @ (2,)` is `(3,)`,
# and adding `b1` of shape `(3,)` keeps it.
#
# **Exercise 4: forward for one row.** All layers, one after the other, for one example. The number of layers must not be
# built in: `len(parameters) // 2` tells you how many there are.


# %%
def forward_row(x, parameters):
    """Output of the network for one example, with a sigmoid in every layer.

    x : (n,) array;  parameters : {"W1": (n_1, n), "b1": (n_1,), "W2": ...}
    Returns a (K,) array, where K is the number of outputs.
    """
    raise NotImplementedError("return the output of the network")


# %%
check.forward_row(forward_row)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# What is the input of layer 1? And of layer 2?
#
# </details>
# <details><summary>Hint 2</summary>
#
# Keep one variable that starts as x, and let each layer replace it. A [2, 3, 1] network has two layers that compute, and `len(parameters)` is 4.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `z = parameters[f"W{l}"] @ ... + parameters[f"b{l}"]`, and l goes from 1 to the number of layers.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def forward_row(x, parameters):
#     a = x
#     for l in range(1, len(parameters) // 2 + 1):
#         z = parameters[f"W{l}"] @ a + parameters[f"b{l}"]
#         a = sigmoid(z)
#     return a
# ```
#
# </details>

# %% [markdown]
# ## All rows at once
#
# We could call `forward_row` once per student. NumPy does all of them in one product, if we turn it round: with one
# example per row, the weights stand on the right, transposed.
#
# $$Z^l = A^{l-1}\, (W^l)^\top + b^l \qquad A^l = g(Z^l) \qquad A^0 = X$$

# %%
Z1 = X @ parameters["W1"].T + parameters["b1"]
Z1.shape, np.allclose(Z1[0], z1)

# %% [markdown]
# `(5, 2) @ (2, 3)` is `(5, 3)`: a row per student, a column per neuron. `b1` has shape `(3,)`, and NumPy adds it to every
# row; this is called broadcasting, and it is why one dimension is enough for our biases. The first row is what we had for student 0.
#
# **Exercise 5: forward for all rows.**


# %%
def forward_all(X, parameters):
    """Output of the network for every example, with a sigmoid in every layer.

    X : (m, n) array;  parameters : {"W1": (n_1, n), "b1": (n_1,), "W2": ...}
    Returns a (m, K) array.
    """
    raise NotImplementedError("return an (m, K) array")


# %%
check.forward_all(forward_all)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# What changes when x is no longer one row but m of them?
#
# </details>
# <details><summary>Hint 2</summary>
#
# A is (m, 3), W2 is (2, 3), and Z should be (m, 2). Where does `.T` go?
#
# </details>
# <details><summary>Hint 3</summary>
#
# `Z = A @ ... + parameters[f"b{l}"]`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def forward_all(X, parameters):
#     A = X
#     for l in range(1, len(parameters) // 2 + 1):
#         Z = A @ parameters[f"W{l}"].T + parameters[f"b{l}"]
#         A = sigmoid(Z)
#     return A
# ```
#
# </details>

# %% [markdown]
# The course's own network does the same, and keeps every Z and A in a `cache`, because the backward pass will need them:

# %%
network.set_parameters(parameters)
y_hat, cache = network.forward(X)
{name: array.shape for name, array in cache.items()}

# %%
np.hstack([y_hat, y])

# %% [markdown]
# On the left what the network says, on the right what it should say. They have little in common: the weights are random, and
# nothing has been learnt yet. How far apart they are, as one number, is the cost. How to bring them together is backpropagation
# and gradient descent.

# %% [markdown]
# ## When a book puts examples in columns
#
# We put one example in one row, as tables, NumPy and `torch.nn.Linear` do. Many books and courses put one example in
# one column. Nothing but the side changes:
#
# | | rows (here) | columns |
# |--|--|--|
# | data | $X$ of shape $(m, n)$ | $X$ of shape $(n, m)$ |
# | layer | `Z = A @ W.T + b`, with `b` of shape $(n_l,)$ | `Z = W @ A + b`, with `b` of shape $(n_l, 1)$ |
#
# The weights are the same array in both. The slides of this course write $b$ as a column; ours has one dimension.

# %%
A_columns = X.T
Z_columns = parameters["W1"] @ A_columns + parameters["b1"][:, None]
np.allclose(Z_columns.T, Z1)

# %% [markdown]
# ## What you can now do
#
# You can name every weight and bias of a network, find it in the code, and compute the forward pass for any number of examples and
# layers. You know why weights start at random, and the shapes are your first test.
#
# Three questions to check yourself:
#
# 1. In a 4-5-3 network, what is the shape of `W2`, and what does $W^2_{(2,4)}$ connect?
# 2. With $m = 10$ examples, what is the shape of `Z1` in that network? Which of the arrays `W1`, `b1`, `A1` depend on $m$?
# 3. Somebody starts all weights at 0.1. Why will that network never use more than one neuron per hidden layer?
#
# <details><summary>Answers</summary>
#
# 1. `(3, 5)`. It goes to neuron 2 of layer 2, from neuron 4 of layer 1.
# 2. `(10, 5)`. Only `A1` has a row per example; parameters do not know how many examples there are.
# 3. All neurons of a layer compute the same and get the same correction, so they stay the same.
#
# </details>
#
# Previous: [07 Your first network](07-first-network.ipynb). Next: [09 The cost](09-cost.ipynb)

# %% nbgrader={"grade": true, "grade_id": "so_far", "locked": true, "points": 0, "schema_version": 3, "solution": false, "task": false}
# Which exercises of this notebook pass.
from dlcourse import so_far

so_far(lecture=True)
