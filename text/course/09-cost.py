# %% [markdown]
# # 09 The cost
#
# After this notebook you can
#
# - tell the loss of one example from the cost of all of them;
# - compute the mean squared error and the binary cross-entropy;
# - say which of the two fits which question;
# - compute the slope of both: how the cost changes when one answer changes.
#
# **Time:** 35 minutes. **Builds on:** [08 The forward pass](08-forward-pass.ipynb): it ended with five answers far from the truth.
#
# Previous: [08 The forward pass](08-forward-pass.ipynb). Next: [10 Gradient descent](10-gradient-descent.ipynb)

# %%
import numpy as np

from dlcourse import nn
from dlcourse.data import deck_table
from dlcourse.plots import learning_curves
from dlcourse.widgets.predictions import ask
from dlcourse.widgets import CostBars

# %% [markdown]
# ## The loss of one example
#
# The forward pass is done. The network says $\hat y$ (the slides write $y'$), the truth is $y$. How wrong is it? We want one number per
# example: 0 when the answer is exact, larger the further it is off, and no matter on which side. One such number is
#
# $$L(\hat y, y) = (\hat y - y)^2$$
#
# It is called the **squared error**. Before you run the cell: twice the error, how many times the loss?

# %%
y_hat, y = 0.7, 0.4
(y_hat - y) ** 2, (1.0 - y) ** 2

# %% [markdown]
# An error of 0.3 costs 0.09, an error of 0.6 costs 0.36: four times as much. The square punishes large errors hard, and it has a slope
# everywhere, which the absolute value has not.

# %% [markdown]
# ## The cost of all examples
#
# The **cost** is the mean of the losses. It says how much the network is mistaken on the whole table:
#
# $$J = \frac{1}{m} \sum_{k=1}^{m} L(\hat y_k, y_k)$$
#
# Here are the five students again, with the answers of a network that has learnt nothing yet.

# %%
X, y = deck_table()
network = nn.Network([2, 3, 2, 1], rng=0)
y_hat = network.predict(X)
CostBars(y_hat=y_hat, y=y, predict=ask("one answer moved away"))

# %% [markdown]
# Each bar is the loss of one example; the line is their mean, the cost. Move an answer towards its target and watch both.
#
# **Exercise 1: the mean squared error.**


# %%
def mse(y_hat, y):
    """J = (1/m) * sum of (y_hat - y)**2, a number. y_hat, y : (m, 1) arrays"""
    raise NotImplementedError("subtract, square, take the mean")


# %%
from dlcourse.check.lectures import lecture_09 as check

check.mse(mse)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Work on whole arrays: `y_hat - y` is an (m, 1) array of errors.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Square first, then take the mean. The other way round, errors of +1 and -1 would cancel.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def mse(y_hat, y):
#     return np.mean((y_hat - y) ** 2)
# ```
#
# </details>

# %% [markdown]
# ## Yes or no: the cross-entropy
#
# A mark between 0 and 1 is a quantity; the squared error fits. But suppose $y$ is a class, 0 or 1, and $\hat y$ is the probability
# that the network gives to class 1. A network that is **sure and wrong** should pay dearly. How dearly, if it says 0.999 and the truth is 0?

# %%
sure_and_wrong = 0.999
sure_and_wrong**2, float(-np.log(1 - sure_and_wrong))

# %% [markdown]
# The squared error can never exceed 1. The other number is the **binary cross-entropy**, and it grows without end:
#
# $$L(\hat y, y) = -\big(y \log \hat y + (1 - y) \log (1 - \hat y)\big)$$
#
# For $y = 1$ only the first part is left, $-\log \hat y$; for $y = 0$ only the second, $-\log(1 - \hat y)$. It is the surprise: the
# less likely the network held what then came true, the larger. The logarithm is the natural one.

# %%
p = np.linspace(0.01, 0.99, 99)
losses = {"-log(p): the truth is 1": -np.log(p), "-log(1 - p): the truth is 0": -np.log(1 - p)}
learning_curves(losses, ylabel="loss", xlabel="100 p, what the network says")

# %% [markdown]
# At 0 and at 1 exactly the logarithm is infinite. A computer reaches these values (the sigmoid of 40 **is** 1), so a careful program keeps
# $\hat y$ a little away from both.
#
# **Exercise 2: binary cross-entropy.** The mean over the examples; finite also where $\hat y$ is exactly 0 or 1.


# %%
def cross_entropy(y_hat, y):
    """J = -(1/m) * sum of (y log y_hat + (1 - y) log(1 - y_hat)), a finite number.

    y_hat : (m, 1) array of values from 0 to 1;  y : (m, 1) array of 0 and 1
    """
    raise NotImplementedError("clip, two logarithms, the mean, a minus")


# %%
check.cross_entropy(cross_entropy)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# `np.clip(y_hat, 1e-12, 1 - 1e-12)` keeps the values away from 0 and 1.
#
# </details>
# <details><summary>Hint 2</summary>
#
# With `p` for the clipped values: `y * np.log(p) + (1 - y) * np.log(1 - p)`. Its mean is negative; the cost is minus that.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def cross_entropy(y_hat, y):
#     p = np.clip(y_hat, 1e-12, 1 - 1e-12)
#     return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
# ```
#
# </details>

# %%
CostBars(y_hat=[[0.9], [0.2], [0.6], [0.05]], y=[[1], [0], [0], [1]], cost="cross_entropy")

# %% [markdown]
# The last example has $y = 1$ and the network says 0.05: this one bar is higher than all others together.

# %% [markdown]
# ## The slope of the cost
#
# To lower the cost we must know how it answers to a small change of $\hat y$. For the squared error, the derivative of a square gives
#
# $$\frac{\partial J}{\partial \hat y_k} = \frac{2}{m}\,(\hat y_k - y_k)$$
#
# Where does the $1/m$ come from? Each loss is one of $m$ in the mean, so it has one $m$-th of the say. For the cross-entropy, with
# $\log' x = 1/x$:
#
# $$\frac{\partial J}{\partial \hat y_k} = \frac{1}{m}\,\frac{\hat y_k - y_k}{\hat y_k (1 - \hat y_k)}$$
#
# Believe no formula you can try. We move one answer by a tiny step and look at the cost:

# %%
step = 1e-6
moved = y_hat.copy()
moved[2, 0] += step
measured = (nn.mse(moved, y) - nn.mse(y_hat, y)) / step
print(f"{measured:.6f} measured, {2 / 5 * (y_hat[2, 0] - y[2, 0]):.6f} by the formula")

# %% [markdown]
# Six digits after the point are alike. The formula is right.
#
# **Exercise 3: the slope of the mean squared error.** One number per example.


# %%
def mse_slope(y_hat, y):
    """The derivative of the mean squared error with respect to each y_hat, an (m, 1) array."""
    raise NotImplementedError("2 / m times the errors")


# %%
check.mse_slope(mse_slope)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# The number of examples is `len(y)`.
#
# </details>
# <details><summary>Hint 2</summary>
#
# No sum is left: each answer has its own slope. The result has the shape of `y_hat`.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def mse_slope(y_hat, y):
#     return 2 / len(y) * (y_hat - y)
# ```
#
# </details>

# %% [markdown]
# **Exercise 4: the slope of the cross-entropy.** Here $\hat y$ is never exactly 0 or 1.


# %%
def cross_entropy_slope(y_hat, y):
    """The derivative of the binary cross-entropy with respect to each y_hat, an (m, 1) array."""
    raise NotImplementedError("the error, over y_hat (1 - y_hat), over m")


# %%
check.cross_entropy_slope(cross_entropy_slope)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# It is the formula above, written on whole arrays.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Mind the brackets: `(y_hat - y) / (y_hat * (1 - y_hat)) / len(y)`.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def cross_entropy_slope(y_hat, y):
#     return (y_hat - y) / (y_hat * (1 - y_hat)) / len(y)
# ```
#
# </details>

# %% [markdown]
# The sigmoid's derivative is $\hat y (1 - \hat y)$. Multiplied with the slope of the cross-entropy it cancels the denominator, and
# $(\hat y - y)/m$ is left: no small slopes, however sure the network is. That is why the two belong together, and why this course
# refuses cross-entropy with any other output.

# %% [markdown]
# ## What you can now do
#
# You can turn a table of answers into one number that says how wrong they are, and you know how that number answers to each of them.
#
# Three questions to check yourself:
#
# 1. All errors double. What becomes of the mean squared error?
# 2. A network says 0.5 for everything. What is its cross-entropy?
# 3. Why is the cost a mean and not a sum?
#
# <details><summary>Answers</summary>
#
# 1. It is four times as large.
# 2. $-\log 0.5 \approx 0.69$, whatever the truth is.
# 3. So that it does not grow with the number of examples: tables of 5 and of 5000 rows can be compared, and take the same learning rate.
#
# </details>
#
# Previous: [08 The forward pass](08-forward-pass.ipynb). Next: [10 Gradient descent](10-gradient-descent.ipynb)

# %% nbgrader={"grade": true, "grade_id": "so_far", "locked": true, "points": 0, "schema_version": 3, "solution": false, "task": false}
# Which exercises of this notebook pass.
from dlcourse import so_far

so_far(lecture=True)
