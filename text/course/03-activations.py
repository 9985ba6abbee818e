# %% [markdown]
# # 03 Activations
#
# After this notebook you can
#
# - draw the binary step, ReLU, sigmoid and tanh, and say what each is for;
# - write the four and their derivatives in NumPy, for any $z$ from $-1000$ to $1000$;
# - say why a derivative matters, and why the step's is of no use;
# - show how a gradient shrinks on its way through many layers.
#
# **Time:** 50 minutes. **Builds on:** [02 Neurons](02-neurons.ipynb): $a = g(z)$. You should know what the slope of a curve is.
#
# Previous: [02 Neurons](02-neurons.ipynb). Next: [04 The perceptron](04-perceptron.ipynb)

# %%
import numpy as np

from dlcourse import nn
from dlcourse.widgets.predictions import ask
from dlcourse.widgets import ActivationExplorer

# %% [markdown]
# ## From memory
#
# Three questions about earlier lectures. Answer each before you open it: what you fetch from memory stays there.
#
# <details><summary>1. What are the two parts of a neuron?</summary>
#
# The weighted sum with the bias, $z$, and the activation, $a = g(z)$. One without the other is half a neuron. See [02](02-neurons.ipynb).
#
# </details>
# <details><summary>2. All inputs are 0. What is $z$?</summary>
#
# The bias. The weights act through the inputs, the bias does not. See [02](02-neurons.ipynb).
#
# </details>
# <details><summary>3. What is learnt in deep learning, and what is built by hand?</summary>
#
# The weights and biases are learnt, and with them the features. The layers and the way they learn are built. See [01](01-introduction.ipynb).
#
# </details>

# %% [markdown]
# ## Why a neuron needs one
#
# Without an activation a neuron is a weighted sum, and a network of weighted sums is one weighted sum. The activation is what makes
# the second layer worth having. We look at four. For each, ask two things: what does it say, and what is its slope?
# The slope will tell the network in which direction to change its weights.

# %%
ActivationExplorer(predict=ask("steepest place"))

# %% [markdown]
# On the left the function, on the right its derivative. Move the point with the slider or the mouse. The tangent on the left has the
# slope that you read on the right.

# %% [markdown]
# ## Binary step
#
# $$g(z) = \begin{cases} 1 & z \ge 0 \\ 0 & z < 0 \end{cases} \qquad g'(z) = 0$$
#
# It tells whether $z$ is above or below 0, and nothing more. It is right for a decision at the end: yes or no. Its derivative is 0
# wherever it exists (at 0 itself it does not exist). Move a weight a little, and the output stays as it is: there is nothing to learn
# from. That is the main reason why hidden layers do not use it; the jump matters less.

# %%
z = np.array([-2.0, -0.1, 0.0, 0.1, 2.0])
nn.step(z)

# %% [markdown]
# ## Rectified linear unit (ReLU)
#
# $$g(z) = \max(0, z) \qquad g'(z) = \begin{cases} 1 & z > 0 \\ 0 & z < 0 \end{cases}$$
#
# It lets positive numbers pass and stops negative ones. It is cheap, its slope does not shrink for large $z$, and it is the usual choice in
# hidden layers. At 0 it has a corner; we say that the slope there is 0, and 1 would do as well.

# %%
np.maximum(0, z)

# %% [markdown]
# **Exercise 1: step, ReLU and the slope of ReLU.** Write them for arrays of any shape.


# %%
def step_relu(z):
    """Three arrays: the binary step of z, relu of z, and the derivative of relu at z.

    z : array of any shape
    Returns (step, relu, relu_prime), each of z's shape. step(0) is 1; relu_prime(0) may be 0 or 1.
    """
    raise NotImplementedError("return three arrays of the shape of z")


# %%
from dlcourse.check.lectures import lecture_03 as check

check.step_relu(step_relu)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# What does each of the three say at z = -2, at 0 and at 3?
#
# </details>
# <details><summary>Hint 2</summary>
#
# `z >= 0` is an array of True and False; times 1.0 it has numbers. `max` looks at one number, NumPy's own at all of them.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return (z >= 0) * 1.0, np.maximum(...), (z > 0) * 1.0`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def step_relu(z):
#     return (z >= 0) * 1.0, np.maximum(0, z), (z > 0) * 1.0
# ```
#
# </details>

# %% [markdown]
# ## Sigmoid
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}} \qquad \sigma'(z) = \sigma(z)\,(1 - \sigma(z))$$
#
# It turns any number into one between 0 and 1, which reads as a probability. That makes it the output for questions with two answers.
# What is it for $z = -1000$? Before you run the cell: what will $e^{1000}$ be in NumPy?

# %%
with np.errstate(over="ignore"):
    powers = np.exp(np.array([700.0, 1000.0]))
powers

# %% [markdown]
# `inf`: too large for a number of 64 bits. For the sigmoid no harm is done, since $1/(1 + \infty)$ is 0, but NumPy warns, and another
# formula, $e^z / (1 + e^z)$, would give `inf / inf`, which is no number at all (`nan`).
#
# **Exercise 2: the sigmoid and its derivative.** No `nan` for any $z$ from $-1000$ to $1000$. A warning is allowed; better is none.


# %%
def sigmoid_and_slope(z):
    """The sigmoid of z and its derivative at z, two arrays of z's shape."""
    raise NotImplementedError("return two arrays of the shape of z")


# %%
check.sigmoid_and_slope(sigmoid_and_slope)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# For which z is $e^{-z}$ too large for a computer, and what is the sigmoid there?
#
# </details>
# <details><summary>Hint 2</summary>
#
# At 0 the answers are 0.5 and 0.25. `np.exp(700)` is a number, `np.exp(710)` is not: what could you do with z before?
#
# </details>
# <details><summary>Hint 3</summary>
#
# `a = 1 / (1 + np.exp(-np.clip(z, ..., ...)))`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def sigmoid_and_slope(z):
#     a = 1 / (1 + np.exp(-np.clip(z, -700, 700)))
#     return a, a * (1 - a)
# ```
#
# </details>

# %% [markdown]
# ## Hyperbolic tangent (tanh)
#
# $$\tanh(z) = \frac{e^z - e^{-z}}{e^z + e^{-z}} \qquad \tanh'(z) = 1 - \tanh(z)^2$$
#
# It looks like a sigmoid, but goes from $-1$ to $1$ and is steeper: its slope at 0 is 1. Its outputs lie around 0, which makes the next layer's work
# easier. It was the usual choice in hidden layers before ReLU.

# %%
np.tanh(z), 1 - np.tanh(z) ** 2

# %% [markdown]
# **Exercise 3: tanh and its derivative.** You may use `np.tanh`.


# %%
def tanh_and_slope(z):
    """tanh of z and its derivative at z, two arrays of z's shape."""
    raise NotImplementedError("return two arrays of the shape of z")


# %%
check.tanh_and_slope(tanh_and_slope)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Which of the two numbers do you need to compute the other?
#
# </details>
# <details><summary>Hint 2</summary>
#
# At 0 the answers are 0 and 1. The formula with two exponentials gives `nan` at z = 1000; NumPy has a tanh of its own.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return a, 1 - ...`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def tanh_and_slope(z):
#     a = np.tanh(z)
#     return a, 1 - a**2
# ```
#
# </details>

# %% [markdown]
# ## A gradient on its way through many layers
#
# To learn, the first layer of a deep network must hear from the last. What it hears is a product with one derivative per layer it passes.
# The sigmoid's derivative is at most 1/4. How much is left after 10 layers, at best?

# %%
0.25**10

# %%
ActivationExplorer(activations=("sigmoid", "tanh", "relu"), layers=10)

# %% [markdown]
# One millionth, and that is the best case. This is the **vanishing gradient**: the first layers of a deep network of sigmoids learn almost nothing.
# ReLU has the slope 1 wherever $z$ is positive, so the product does not shrink. The weights take part in the product as well: with large
# weights it can also grow without end.
#
# **Exercise 4: what is left.** Compute the product for the same $z$ and the same weight in each layer.


# %%
def left_after(layers, slope, weight):
    """Factor by which a gradient has changed after passing that many layers.

    Each layer multiplies by ``slope`` (the derivative of its activation) and by ``weight``.
    """
    raise NotImplementedError("return one number")


# %%
check.left_after(left_after)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# By what is the slope multiplied in one layer? And in two?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For slope 0.25, weight 2 and 3 layers the answer is 0.125.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return (...) ** layers`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def left_after(layers, slope, weight):
#     return (slope * weight) ** layers
# ```
#
# </details>

# %% [markdown]
# ## What you can now do
#
# You know four activations and their slopes, and you have written them so that no number breaks them.
#
# | activation | says | slope | used |
# |--|--|--|--|
# | binary step | 0 or 1 | 0 | a decision at the end, never where something is to be learnt |
# | ReLU | 0 or more | 0 or 1 | hidden layers |
# | sigmoid | 0 to 1 | at most 1/4 | output of a question with two answers |
# | tanh | -1 to 1 | at most 1 | hidden layers, above all in small networks |
#
# Three questions to check yourself:
#
# 1. Why can a network not learn through a binary step?
# 2. What are $\sigma(0)$ and $\sigma'(0)$?
# 3. Ten layers with tanh, every $z$ near 0, every weight 1. Does the gradient vanish?
#
# <details><summary>Answers</summary>
#
# 1. Its derivative is 0: a small change of a weight changes nothing, so no direction is better than another.
# 2. One half, and one quarter.
# 3. No. The slope of tanh at 0 is 1, and so is the product. Away from 0 it shrinks.
#
# </details>
#
# Previous: [02 Neurons](02-neurons.ipynb). Next: [04 The perceptron](04-perceptron.ipynb)

# %% nbgrader={"grade": true, "grade_id": "so_far", "locked": true, "points": 0, "schema_version": 3, "solution": false, "task": false}
# Which exercises of this notebook pass.
from dlcourse import so_far

so_far(lecture=True)
