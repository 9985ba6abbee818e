# %% [markdown]
# # 02 Neurons
#
# After this notebook you can
#
# - say what an artificial neuron took from the brain, and where the likeness ends;
# - say where a network keeps what it knows;
# - name the two parts of a neuron, the weighted sum and the activation, and compute both by hand;
# - compute one neuron in NumPy, for one row and for $m$ rows at once.
#
# **Time:** 30 minutes. **Builds on:** [01 Introduction](01-introduction.ipynb), and multiplying and adding numbers.
#
# Previous: [01 Introduction](01-introduction.ipynb). Next: [03 Activations](03-activations.ipynb)

# %%
import numpy as np

from dlcourse.data import deck_table
from dlcourse.plots import neuron_diagram
from dlcourse.widgets.predictions import ask
from dlcourse.widgets import Neuron

# %% [markdown]
# ## From memory
#
# Three questions about earlier lectures. Answer each before you open it: what you fetch from memory stays there.
#
# <details><summary>1. A network reads nearly all test digits rightly. What must stand beside this result before you believe it?</summary>
#
# Its simplest rivals on the same test digits, each with an error bar. The nearest neighbour did as well. See [01](01-introduction.ipynb).
#
# </details>
# <details><summary>2. Why are the test rows not among the training rows?</summary>
#
# A network can learn rows by heart. Only rows that it has never seen tell whether it has learnt more. See [01](01-introduction.ipynb).
#
# </details>
# <details><summary>3. You run a cell twice that says `x = x + 1`. What happens to `x`?</summary>
#
# It grows by 2. The kernel remembers what has run, in the order in which it ran, not in the order of the page. See [00](00-start-here.ipynb).
#
# </details>

# %% [markdown]
# ## The analogy: a brain
#
# A brain has about 86 billion nerve cells. Each listens to thousands of others through connections called synapses. When
# enough arrives at once, it sends a signal on. No single cell knows your name. So where is it kept?
#
# ## What a brain knows lies in its connections
#
# When you learn something, few cells are new. What changes is **how strongly they are connected**. Roughly: a connection
# becomes stronger when both its cells are active together, and weaker when they are not, and the pattern of strong and weak connections is your long-term knowledge.
#
# An artificial network borrows this one idea. It has many simple neurons, and all it knows lies in the strengths of their connections. We
# call such a strength a **weight**.
#
# Here the likeness ends. A real cell fires in time, in many chemical languages, and nobody has found one that does backpropagation (the method by which our networks learn, see [11](11-backpropagation.ipynb)). Our
# neurons are numbers in a table. An aeroplane has wings because birds have them, and still nobody builds it to flap.

# %% [markdown]
# ## The first part: the weighted sum
#
# Here is a neuron with two inputs.

# %%
neuron_diagram(2)

# %% [markdown]
# It weighs what it hears: each input $x_j$ is multiplied by its weight $w_j$, and all products are added. Then comes the **bias**
# $b$, a number of the neuron's own. It says how easily the neuron speaks, whatever it hears.
#
# $$z = w_0 x_0 + w_1 x_1 + b$$
#
# $z$ is called the **pre-activation** (the slides say net output, some books net input). Before you run the next cell: with these numbers, is $z$ positive or negative?

# %%
w, b = np.array([0.5, -0.4]), 0.1
x = np.array([1.0, 2.0])
z = w[0] * x[0] + w[1] * x[1] + b
print(f"z = {z:.3f}")

# %% [markdown]
# $0.5 \cdot 1 - 0.4 \cdot 2 + 0.1 = -0.2$. The second weight is negative, so this input speaks against: its product, $-0.8$, is larger than the first, $+0.5$.
#
# **Exercise 1: the weighted sum.** For any number of inputs.


# %%
def weighted_sum(w, x, b):
    """z = w_0 x_0 + w_1 x_1 + ... + b, a number. w, x : (n,) arrays;  b : a number"""
    raise NotImplementedError("return z")


# %%
from dlcourse.check.lectures import lecture_02 as check

check.weighted_sum(weighted_sum)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# How many terms has the sum for three inputs? Which of them has no input in it?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For w = (2, 3), x = (1, 10), b = 5 the answer is 37. `w * x` is (2, 30).
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return w @ ... + b`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def weighted_sum(w, x, b):
#     return w @ x + b
# ```
#
# </details>

# %% [markdown]
# ## The second part: the final output
#
# $z$ can be any number. The neuron passes it through an **activation function** $g$, and what comes out is what it says:
#
# $$a = g(z)$$
#
# One such function is the sigmoid, $g(z) = 1 / (1 + e^{-z})$. It turns every number into one between 0 and 1. Move the sliders below,
# one at a time. First answer the question: it unlocks them.

# %%
Neuron(
    w=(0.5, -0.4),
    b=0.1,
    x=(1.0, 2.0),
    predict=ask("larger bias"),
)

# %% [markdown]
# Try to reach $z = 0$ exactly. How many ways are there? They are the points of a line, and that line will become our decision
# boundary in [04](04-perceptron.ipynb). What is $a$ there?
#
# **Exercise 2: one neuron by hand.** Take paper. With $w = (2, -1)$, $b = 0.5$ and $x = (1, 3)$, what are $z$ and $a$?


# %%
def by_hand():
    """The two numbers you found on paper, as a pair (z, a); a with two digits after the point."""
    raise NotImplementedError("return your two numbers")


# %%
check.by_hand(by_hand)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Which comes first, the products or the sums? And what does the minus in front of the 1 do?
#
# </details>
# <details><summary>Hint 2</summary>
#
# $2 \cdot 1 - 1 \cdot 3$ is $-1$. For the second number: is $e^{-z}$ larger or smaller than 1, when $z$ is negative?
#
# </details>
# <details><summary>Hint 3</summary>
#
# $z = 2 \cdot 1 - 1 \cdot 3 + \dots$, and $a = 1 / (1 + e^{\dots})$ with $e^{0.5} \approx 1.65$.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def by_hand():
#     return -0.5, 0.38
# ```
#
# </details>

# %% [markdown]
# ## One neuron in NumPy
#
# **Exercise 3: the whole neuron.** Weighted sum, then sigmoid.


# %%
def neuron(w, x, b):
    """What a neuron with a sigmoid says about one row, a number between 0 and 1.

    w, x : (n,) arrays;  b : a number
    """
    raise NotImplementedError("return one number between 0 and 1")


# %%
check.neuron(neuron)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Which of your functions above does the first half already?
#
# </details>
# <details><summary>Hint 2</summary>
#
# At z = 0 the answer is 0.5. What must stand in the bracket below the 1?
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return 1 / (1 + np.exp(...))`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def neuron(w, x, b):
#     z = w @ x + b
#     return 1 / (1 + np.exp(-z))
# ```
#
# </details>

# %% [markdown]
# ## Many rows at once
#
# Data comes as a table: one example is one row. The course's table has $m = 5$ rows, five students with two numbers each. One neuron
# looks at all of them. What will the shape of the result be?

# %%
X, y = deck_table()
X @ w + b

# %% [markdown]
# Five numbers, one $z$ per row. `X @ w` multiplies each row by `w` and adds up; the bias joins each of them. No loop is needed, and
# NumPy is much faster without.
#
# **Exercise 4: all rows.**


# %%
def neuron_for_rows(w, X, b):
    """What the neuron says about each row, an (m,) array.

    w : (n,) array;  X : (m, n) array;  b : a number
    """
    raise NotImplementedError("return an (m,) array")


# %%
check.neuron_for_rows(neuron_for_rows)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# How many numbers come out for one row, and how many for m rows?
#
# </details>
# <details><summary>Hint 2</summary>
#
# (m, n) and (n,) give (m,). Which of `X @ w` and `w @ X` has these shapes?
#
# </details>
# <details><summary>Hint 3</summary>
#
# `z = ... + b`, and then the line of exercise 3.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def neuron_for_rows(w, X, b):
#     z = X @ w + b
#     return 1 / (1 + np.exp(-z))
# ```
#
# </details>

# %% [markdown]
# ## What you can now do
#
# You can take a neuron apart: a weighted sum, then an activation. You can compute it on paper, for one row, and for a table.
#
# Three questions to check yourself:
#
# 1. Where does a network keep what it has learnt?
# 2. All inputs of a neuron are 0. What is $z$?
# 3. A neuron has 10 inputs. How many numbers of its own does it have?
#
# <details><summary>Answers</summary>
#
# 1. In its weights and biases: in the strengths of the connections.
# 2. The bias, whatever the weights are.
# 3. Ten weights and one bias, together 11.
#
# </details>
#
# Previous: [01 Introduction](01-introduction.ipynb). Next: [03 Activations](03-activations.ipynb)

# %% nbgrader={"grade": true, "grade_id": "so_far", "locked": true, "points": 0, "schema_version": 3, "solution": false, "task": false}
# Which exercises of this notebook pass.
from dlcourse import so_far

so_far(lecture=True)
