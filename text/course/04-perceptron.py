# %% [markdown]
# # 04 The perceptron
#
# After this notebook you can
#
# - say what a perceptron is: one output neuron with a binary step;
# - see its decision as a line, and say which classes it can tell apart;
# - find weights for AND and OR by hand;
# - write the learning rule that finds them by itself;
# - say why it will never learn XOR.
#
# **Time:** 60 minutes. **Builds on:** [02 Neurons](02-neurons.ipynb) and the binary step of [03 Activations](03-activations.ipynb).
#
# Previous: [03 Activations](03-activations.ipynb). Next: [05 Feed-forward networks](05-feed-forward-networks.ipynb)

# %%
import numpy as np

from dlcourse.plots import neuron_diagram
from dlcourse.widgets.predictions import ask
from dlcourse.widgets import PerceptronBoard

# %% [markdown]
# ## From memory
#
# Three questions about earlier lectures. Answer each before you open it: what you fetch from memory stays there.
#
# <details><summary>1. What is the slope of the binary step?</summary>
#
# 0 everywhere but at the jump, where it has none. So nothing that follows slopes can train it; the perceptron's rule does not follow slopes. See
# [03](03-activations.ipynb).
#
# </details>
# <details><summary>2. $w = (2, -1)$, $b = 0.5$, $x = (1, 3)$. Is $z$ positive?</summary>
#
# No: $2 - 3 + 0.5 = -0.5$. Products first, then the sum, then the bias once. See [02](02-neurons.ipynb).
#
# </details>
# <details><summary>3. What did the assistant get wrong about "I do not need the light", and why?</summary>
#
# It answered with the weather, and without the "not" as well: "do I need" came from a sentence about umbrellas. Shared words, not negation. See
# [01](01-introduction.ipynb).
#
# </details>

# %% [markdown]
# ## A single output neuron
#
# In 1958 Frank Rosenblatt published a model with one layer of weights that learns to tell shapes apart, and showed it as a program on a large computer. The machine
# built for it, the Mark I, was shown in 1960. He called the model the perceptron. For us
# it is one neuron: inputs, weights, a bias, and one output. There is no hidden layer.
#
# ## Its activation: the binary step

# %%
neuron_diagram(2, activation="step")

# %% [markdown]
# Its output is a decision:
#
# $$\hat y = \mathrm{step}\Big(\sum_{j} w_j x_j + b\Big)$$
#
# The slides write *sign* instead of step: $\hat y = \mathrm{sign}(z)$, with the classes $-1$ and $1$ in the place of 0 and 1. Both decide alike, with two differences to know. At $z = 0$ the
# sign is 0 in mathematics, and in `np.sign`, so one has to choose; our step says 1 there. And with $-1$ and $1$ an error $y - \hat y$ is 2 or $-2$ and not 1 or $-1$,
# so the rule below makes updates twice as large with the same learning rate. We use 0 and 1.
#
# Where does the decision change? Where $w_0 x_0 + w_1 x_1 + b = 0$. These points form a **line**, and $(w_0, w_1)$ is perpendicular to it. With three inputs they form a plane in space, with more a flat cut
# that is called a **hyperplane**. Nothing else changes.

# %%
PerceptronBoard(predict=ask("doubled weights"))

# %% [markdown]
# Move a point: drag it, or reach it with Tab and use the arrows. Press "Next point" and watch the rule at work; we write it below.

# %% [markdown]
# ## Which classes: linearly separable ones
#
# Two classes that one straight line (or plane, or hyperplane) can separate are called **linearly separable**. These are the classes that a perceptron can tell apart; it can tell no others. Four
# rows are enough to see it: the two inputs are 0 or 1, and the class is the answer of AND, OR or XOR.

# %%
X = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
AND = np.array([[0.0], [0], [0], [1]])
OR = np.array([[0.0], [1], [1], [1]])
XOR = np.array([[0.0], [1], [1], [0]])

# %% [markdown]
# **Exercise 1: AND and OR by hand.** Draw the four points, draw a line, and find its weights. Many are right.


# %%
def and_or():
    """Weights and bias for AND, and for OR: ((w0, w1, b), (w0, w1, b))."""
    raise NotImplementedError("return two triples of numbers")


# %%
from dlcourse.check.lectures import lecture_04 as check

check.and_or(and_or)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# With both weights 1, what is the sum for each of the four rows? Where must the border lie?
#
# </details>
# <details><summary>Hint 2</summary>
#
# The sums are 0, 1, 1 and 2. AND must say 1 for 2 alone; OR for 1 and for 2.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return (1, 1, ...), (1, 1, -0.5)`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def and_or():
#     return (1, 1, -1.5), (1, 1, -0.5)
# ```
#
# </details>

# %% [markdown]
# ## The parameters, and the rule that learns them
#
# The parameters to learn are the weights and the bias: three numbers here. Rosenblatt's rule looks at one row after the other. If the
# answer is right, it does nothing. If not, it moves every weight by its input:
#
# $$w_j := w_j + \alpha\,(y - \hat y)\,x_j \qquad b := b + \alpha\,(y - \hat y)$$
#
# $y - \hat y$ is 1, 0 or $-1$. Suppose the perceptron says 0 where 1 is wanted, with $x = (1, 2)$ and $\alpha = 1$. By how much
# does the sum $z$ of this row grow? The weights grow by 1 and 2, the bias by 1: $z$ grows by $1 \cdot 1 + 2 \cdot 2 + 1 = 6$. It
# moves in the right direction, whatever the inputs are, because every input is squared.
#
# **Exercise 2: the rule.** One row, one step.


# %%
def learn(w, b, x, y, learning_rate):
    """The weights and the bias after one row.

    w, x : (n,) arrays;  b : a number;  y : 0 or 1. Returns new (w, b) and leaves the old ones alone.
    """
    raise NotImplementedError("return the new weights and the new bias")


# %%
check.learn(learn)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# What happens when the perceptron is right? And in which direction when it says 0 and should say 1?
#
# </details>
# <details><summary>Hint 2</summary>
#
# With w = (0, 0), b = 0, x = (1, 2), y = 0 and a learning rate of 1 it says 1, so the error is -1: w becomes (-1, -2), b becomes -1. `w += ...` would
# change the caller's array.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return w + learning_rate * error * ..., b + learning_rate * error`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def learn(w, b, x, y, learning_rate):
#     y_hat = 1 if w @ x + b >= 0 else 0
#     error = y - y_hat
#     return w + learning_rate * error * x, b + learning_rate * error
# ```
#
# </details>

# %% [markdown]
# One walk through all rows is an **epoch**. We repeat until an epoch passes without a mistake. Does that always happen?


# %%
def train(X, y, epochs):
    """Wrong rows in each epoch, until there are none."""
    w, b, wrong = np.zeros(X.shape[1]), 0.0, []
    while len(wrong) < epochs and (not wrong or wrong[-1] > 0):
        wrong.append(0)
        for x, target in zip(X, y.ravel(), strict=True):
            error = target - (w @ x + b >= 0)
            w, b, wrong[-1] = w + error * x, b + error, wrong[-1] + abs(int(error))
    return wrong


train(X, AND, 50), train(X, OR, 50)

# %% [markdown]
# AND and OR are learnt within a few epochs. That is not luck: Rosenblatt's rule ends for **every** linearly separable data set. This is
# the perceptron convergence theorem.

# %% [markdown]
# ## Where it fails for ever

# %%
len(train(X, XOR, 1000)), min(train(X, XOR, 1000))

# %% [markdown]
# A thousand epochs, and never one without a mistake. Try it on the board: choose XOR and press "Until no row is wrong".

# %%
PerceptronBoard(preset="XOR")

# %% [markdown]
# Why? Suppose there were such weights. For $(0, 0)$ the sum is $b$, and must be negative. For $(0, 1)$ and $(1, 0)$ the sums $w_1 + b$ and
# $w_0 + b$ must be 0 or more. Add the last two: $w_0 + w_1 + 2b \ge 0$. So $w_0 + w_1 + b \ge -b > 0$. But that is the sum of
# $(1, 1)$, which should be negative.
#
# **Exercise 3: argue XOR.** Somebody claims to have weights for XOR. Say for which row they give the wrong answer.


# %%
def wrong_rows(w, b):
    """The rows of XOR on which a perceptron with these weights is wrong, as a list such as [(0, 1)].

    w : (2,) array;  b : a number
    """
    raise NotImplementedError("return a list of pairs")


# %%
check.wrong_rows(wrong_rows)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# What is the right answer of XOR for each of the four rows?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For w = (0, 0), b = -1 it says 0 everywhere: then (0, 1) and (1, 0) are wrong. Two loops over (0, 1) give the four rows.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `if (w[0] * p + w[1] * q + b >= 0) != (...): wrong.append((p, q))`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def wrong_rows(w, b):
#     wrong = []
#     for p in (0, 1):
#         for q in (0, 1):
#             if (w[0] * p + w[1] * q + b >= 0) != (p != q):
#                 wrong.append((p, q))
#     return wrong
# ```
#
# </details>

# %% [markdown]
# In 1969 a book, *Perceptrons* by Marvin Minsky and Seymour Papert, made this failure famous, and for years few believed in neural networks. The way out was known to be a second layer. What
# was missing was a rule that could teach it: backpropagation. Seppo Linnainmaa published its mathematics in 1970, Paul Werbos proposed it for networks, and in 1986 David Rumelhart, Geoffrey Hinton and
# Ronald Williams made it known. You will write it in [11](11-backpropagation.ipynb).

# %% [markdown]
# ## What you can now do
#
# You know what a perceptron decides, you can find its weights by hand or by Rosenblatt's rule, and you can prove what it cannot do.
#
# Three questions to check yourself:
#
# 1. How many parameters has a perceptron with 10 inputs?
# 2. The rule stops changing anything. What do you know?
# 3. Why can no straight line separate XOR?
#
# <details><summary>Answers</summary>
#
# 1. Ten weights and a bias, 11.
# 2. All rows are answered rightly, so the classes are linearly separable.
# 3. The two ones lie on one diagonal of a square, the two zeros on the other. A line that has both ones on one side has a zero there too.
#
# </details>
#
# Previous: [03 Activations](03-activations.ipynb). Next: [05 Feed-forward networks](05-feed-forward-networks.ipynb)

# %% nbgrader={"grade": true, "grade_id": "so_far", "locked": true, "points": 0, "schema_version": 3, "solution": false, "task": false}
# Which exercises of this notebook pass.
from dlcourse import so_far

so_far(lecture=True)
