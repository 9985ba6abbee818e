# %% [markdown]
# # 09 The cost
#
# After this notebook you can
#
# - tell the loss of one example from the cost of all of them;
# - compute the mean squared error and the binary cross-entropy;
# - say which of the two fits which question;
# - compute the slope of both: how much the cost changes when one answer changes;
# - say what ignorance costs, and compare every cost with it.
#
# **Time:** 50 minutes. **Builds on:** [08 The forward pass](08-forward-pass.ipynb): it ended with five answers far from the truth.
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
# ## From memory
#
# Three questions about earlier lectures. Answer each before you open it: what you fetch from memory stays there.
#
# <details><summary>1. Every weight and bias starts at 0.5. What is wrong with that?</summary>
#
# All neurons of a layer compute the same and get the same update. They stay alike for ever and do the work of one. See [08](08-forward-pass.ipynb).
#
# </details>
# <details><summary>2. The accuracy on the validation rows stays, their cost triples. Can that be?</summary>
#
# Yes. The network is surer of its few mistakes. Accuracy counts mistakes, the cost asks how sure they were. See [07](07-first-network.ipynb).
#
# </details>
# <details><summary>3. What does a learning rate that is too large look like on the curve of the cost?</summary>
#
# It jumps up and down, or it diverges. One that is too small creeps. See [06](06-hyperparameters.ipynb).
#
# </details>

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
# everywhere. (The absolute value has none at 0.) The price: one wrong target in the table, a 9 for a 0.9, weighs more than all others together.

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
# Is such a cost large or small? Ask what **ignorance** costs: somebody who has never seen a student and always says the mean mark.

# %%
ignorance = nn.mse(np.full_like(y, y.mean()), y)
f"{nn.mse(y_hat, y):.4f} the network at the start, {ignorance:.4f} always the mean"

# %% [markdown]
# The network at the start is worse than the mean. A trained one must be below 0.0618, or it has learnt nothing. (Below it on rows that it has **not** seen: see [07](07-first-network.ipynb).)
#
# **Exercise 1: the mean squared error.**


# %%
def mse(y_hat, y):
    """J = (1/m) * sum of (y_hat - y)**2, a number. y_hat, y : (m, 1) arrays"""
    raise NotImplementedError("return one number")


# %%
from dlcourse.check.lectures import lecture_09 as check

check.mse(mse)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Errors of +1 and -1: what should the cost be? And do the two cancel?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For y_hat = 0, 0 and y = 1, -1 the answer is 1. So what comes first, the square or the mean?
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return np.mean((...) ** 2)`
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
# that the network gives to class 1. A network that is **sure and wrong** should have a large loss. How large, if it says 0.999 and the truth is 0?

# %%
sure_and_wrong = 0.999
sure_and_wrong**2, float(-np.log(1 - sure_and_wrong))

# %% [markdown]
# The squared error can never exceed 1. The other number is the **binary cross-entropy**, and it grows without end:
#
# $$L(\hat y, y) = -\big(y \log \hat y + (1 - y) \log (1 - \hat y)\big)$$
#
# For $y = 1$ only the first part is left, $-\log \hat y$; for $y = 0$ only the second, $-\log(1 - \hat y)$. Call it surprise: the smaller the probability given to
# what really happened, the larger the loss. Why a logarithm? The probabilities of independent examples multiply: a network that gives 0.5 to each of three gives $0.5^3$ to all. Logarithms turn the product
# into a sum, and a mean of sums is a cost. The logarithm is the natural one; some books write $\ln$.

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
    raise NotImplementedError("return one finite number")


# %%
check.cross_entropy(cross_entropy)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# What is the logarithm of 0? And which of the two parts is left where y = 0?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For y_hat = 0.5 everywhere the answer is 0.693. `np.clip(values, low, high)` keeps values between two limits.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return -np.mean(y * np.log(p) + (1 - y) * np.log(...))`, where `p` is kept away from 0 and 1.
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
# To lower the cost we must know how much it changes when $\hat y$ changes a little. For the squared error, the derivative of a square gives
#
# $$\frac{\partial J}{\partial \hat y_k} = \frac{2}{m}\,(\hat y_k - y_k)$$
#
# Where does the $1/m$ come from? Each loss is one of $m$ in the mean, so it counts for one $m$-th. For the cross-entropy, with
# $\log' x = 1/x$:
#
# $$\frac{\partial J}{\partial \hat y_k} = \frac{1}{m}\,\frac{\hat y_k - y_k}{\hat y_k (1 - \hat y_k)}$$
#
# Do not believe a formula that you can try. We move one answer by a tiny $\epsilon$ and look at the cost:

# %%
epsilon = 1e-6
moved = y_hat.copy()
moved[2, 0] += epsilon
measured = (nn.mse(moved, y) - nn.mse(y_hat, y)) / epsilon
print(f"{measured:.6f} measured, {2 / 5 * (y_hat[2, 0] - y[2, 0]):.6f} by the formula")

# %% [markdown]
# Six digits after the point are alike. The formula is right.
#
# **Exercise 3: the slope of the mean squared error.** One number per example.


# %%
def mse_slope(y_hat, y):
    """The derivative of the mean squared error with respect to each y_hat, an (m, 1) array."""
    raise NotImplementedError("return an (m, 1) array")


# %%
check.mse_slope(mse_slope)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# In how many terms of the sum does one answer occur?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For y_hat = 1, 0 and y = 0, 0 the answer is 1, 0. How many examples are there? The result has a row for each.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return 2 / len(y) * (...)`
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
    raise NotImplementedError("return an (m, 1) array")


# %%
check.cross_entropy_slope(cross_entropy_slope)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Which sign has the slope where the answer is too large?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For one example with y_hat = 0.5 and y = 1 the answer is -2. The formula above works on whole arrays as on numbers.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return (y_hat - y) / (...) / len(y)`
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
# Now the most useful cancellation of the course. The slope with respect to $z$ is the slope with respect to $\hat y$, times the sigmoid's derivative $\hat y (1 - \hat y)$. For one of $m$ examples:
#
# - squared error: $\frac{2}{m} (\hat y - y) \cdot \hat y (1 - \hat y)$;
# - cross-entropy: $\frac{1}{m} \frac{\hat y - y}{\hat y (1 - \hat y)} \cdot \hat y (1 - \hat y) = \frac{1}{m} (\hat y - y)$.
#
# A network that says 0.999 where the truth is 0 learns almost nothing from the first, because $\hat y (1 - \hat y)$ is nearly 0. From the second it learns: the slope stays large
# where the network is **sure and wrong**, and becomes small only where it is right. That is why the two belong together, and why this course
# refuses cross-entropy with any other output.

# %% [markdown]
# ## What you can now do
#
# You can turn a table of answers into one number that says how wrong they are, and you know how much that number changes with each of them.
#
# Three questions to check yourself:
#
# 1. All errors double. What happens to the mean squared error?
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
