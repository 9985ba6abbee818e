# %% [markdown]
# # 10 Gradient descent
#
# After this notebook you can
#
# - read a derivative as a slope, and measure one with two values of a function;
# - write gradient descent: start, slope, step, again;
# - say when to stop, in two ways;
# - tell batch, mini-batch and stochastic gradient descent apart, and count their updates;
# - see when a learning rate is too small, good or too large, and where plain descent hardly moves.
#
# **Time:** 60 minutes. **Builds on:** [09 The cost](09-cost.ipynb): one number $J$ that says how wrong the network is.
#
# Previous: [09 The cost](09-cost.ipynb). Next: [11 Backpropagation](11-backpropagation.ipynb)

# %%
import numpy as np

from dlcourse import nn
from dlcourse.data import deck_table
from dlcourse.plots import learning_curves
from dlcourse.widgets.predictions import ask
from dlcourse.widgets import DescentPaths

# %% [markdown]
# ## From memory
#
# Three questions about earlier lectures. Answer each before you open it: what you fetch from memory stays there.
#
# <details><summary>1. What does ignorance cost?</summary>
#
# For squared errors the variance of $y$: always say the mean. For two classes, half and half, $\log 2$, about 0.69. A cost means something beside it.
# See [09](09-cost.ipynb).
#
# </details>
# <details><summary>2. In `W2[1, 0]`, which neuron does the weight lead to, and from which does it come?</summary>
#
# To neuron 1 of layer 2, from neuron 0 of layer 1. The destination comes first. See [08](08-forward-pass.ipynb).
#
# </details>
# <details><summary>3. Why is the mean for scaling taken from the training rows alone?</summary>
#
# The other rows stand for data that does not exist yet. See [07](07-first-network.ipynb).
#
# </details>

# %% [markdown]
# ## Which way is down?
#
# The cost depends on the weights. We want weights for which it is small. You stand on a hill in the fog and want to go down into the valley:
# what do you do? You feel with your foot which way the ground falls, and take a step that way.
#
# Three things are given: a function $J = f(w)$; its **derivative** $\dfrac{dJ}{dw}$, the slope of the ground at $w$; and the **learning
# rate** $\alpha$, which says how long a step is.
#
# Two words that are often mixed up: **backpropagation computes the derivatives, gradient descent uses them** to lower the cost. The slides put both under one
# heading; they are two things, and this notebook is about the second.
#
# For $J = (w - 3)^2$ the derivative is $2(w - 3)$. At $w = 1$ it is $-4$: the ground falls to the right. Which way do we go, and what does
# the sign of the slope say about it?

# %%
w = 1.0
slope = 2 * (w - 3)
w - 0.1 * slope

# %% [markdown]
# To the right, against the sign of the slope: $1 - 0.1 \cdot (-4) = 1.4$. So the update rule has a minus in it:
#
# $$w := w - \alpha\, \frac{dJ}{dw}$$

# %% [markdown]
# **Exercise 1: feel the ground.** Measure a slope without any formula: go a small distance to both sides, and divide the difference in height by the distance.


# %%
def slope_of(f, w, epsilon=1e-5):
    """The slope of f at w, by a central difference: (f(w + epsilon) - f(w - epsilon)) / (2 epsilon).

    f : a function of one number;  w : a number. Returns a number.
    """
    raise NotImplementedError("return one number")


# %%
from dlcourse.check.lectures import lecture_10 as check

check.slope_of(slope_of)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# At how many places must you know the height, to say how steep it is?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For f(w) = w squared at w = 1 the answer is 2. How far apart are the two places?
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return (f(w + epsilon) - f(...)) / (2 * epsilon)`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def slope_of(f, w, epsilon=1e-5):
#     return (f(w + epsilon) - f(w - epsilon)) / (2 * epsilon)
# ```
#
# </details>

# %% [markdown]
# ## The algorithm
#
# 1. Pick a starting point $w^{(0)}$ at random. (The slides write $w_0$. Here $w_0$ is the weight of input 0, and the number in brackets counts the updates.)
# 2. Compute the slope there, $\dfrac{dJ}{dw}\Big|_{w = w^{(0)}}$.
# 3. Update: $w^{(1)} := w^{(0)} - \alpha \dfrac{dJ}{dw}\Big|_{w = w^{(0)}}$.
# 4. Go back to 2 with $w^{(1)}$ in the place of $w^{(0)}$, and so on.

# %%
DescentPaths(kind="curve", predict=ask("doubled learning rate"))

# %% [markdown]
# Near the bottom the steps become shorter by themselves, because the slope does. Now raise the learning rate. First the ball
# jumps across the valley and comes to rest all the same. Then it jumps further and further: it **diverges**.
#
# **Exercise 2: one update.** It works for one number as for an array of weights.


# %%
def update(w, gradient, learning_rate):
    """The next w, something new; w is left alone.

    w, gradient : numbers, or arrays of the same shape
    """
    raise NotImplementedError("return the next w")


# %%
check.update(update)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# The slope is positive. To which side is down?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For w = 2, gradient = 3 and a learning rate of 0.1 the answer is 1.7. `w -= ...` would change the caller's array.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return w - ...`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def update(w, gradient, learning_rate):
#     return w - learning_rate * gradient
# ```
#
# </details>

# %% [markdown]
# ## When to stop
#
# Line 4 says "go back", and does not say for how long. We stop in two cases:
#
# - a **maximum number of steps** is reached, or
# - the cost has **settled**: it has changed by less than some tolerance since the last update. The slides call this "an optimum is reached". It is a sign of one, no proof: on a plain
#   the cost settles as well. [11](11-backpropagation.ipynb) has a case.
#
# **Exercise 3: the loop.** With both stopping rules.


# %%
def descend(f, f_prime, w, learning_rate, max_steps, tolerance):
    """Gradient descent from w. f, f_prime : functions of one number, the cost and its derivative.

    Stops after max_steps updates, or after an update that changed the cost by less than tolerance.
    Returns (w, steps): the last w, and how many updates were made.
    """
    raise NotImplementedError("return the last w and the number of updates")


# %%
check.descend(descend)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# What must you keep from before the update, to know whether the cost has settled?
#
# </details>
# <details><summary>Hint 2</summary>
#
# With max_steps = 0 nothing is updated and the count is 0. A cost that falls by 5 has changed by 5: its sign does not matter.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `if abs(f(w) - ...) < tolerance: break`, inside a loop that counts.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def descend(f, f_prime, w, learning_rate, max_steps, tolerance):
#     steps = 0
#     while steps < max_steps:
#         old = f(w)
#         w = w - learning_rate * f_prime(w)
#         steps += 1
#         if abs(f(w) - old) < tolerance:
#             break
#     return w, steps
# ```
#
# </details>

# %% [markdown]
# ## Too small, good, too large
#
# For $J = (w - 3)^2$ one can say exactly what happens: every update multiplies the distance to 3 by $1 - 2\alpha$. Four learning rates,
# twenty updates each. Before you run the cell, say for each whether it will arrive.

# %%
curves = {}
for alpha in (0.01, 0.3, 0.95, 1.02):
    w, costs = 1.0, []
    for _ in range(20):
        w = w - alpha * 2 * (w - 3)
        costs.append((w - 3) ** 2)
    curves[f"alpha = {alpha}"] = costs
learning_curves(curves, log=True, xlabel="update")

# %% [markdown]
# 0.01 creeps. 0.3 is there after a few updates. 0.95 jumps from side to side, ever closer. 1.02 jumps as well, and each time further away.
# Above $\alpha = 1$ nothing converges here, since then $|1 - 2\alpha| > 1$.

# %% [markdown]
# ## Where it gets stuck
#
# The foot in the fog knows only the ground under it. Choose the curve with two valleys below and start on the left: the ball comes
# to rest in the first valley, and the deeper one it never sees. On a plain, the slope is almost 0, and the ball hardly moves.
#
# That is the picture for **one** weight. With many weights a place must go up in **every** direction to be a valley, and that is rare. What slows a large network down is usually a plain,
# as with XOR in [05](05-feed-forward-networks.ipynb), or a **saddle**, a place that goes up in some directions and down in others. The noise of mini-batches, below, helps to leave them.

# %%
DescentPaths(kind="curve", curve="two valleys")

# %% [markdown]
# ## Two weights: a surface
#
# A network has many weights. The cost is then a surface over all of them, and each has a slope of its own, its **partial derivative**: the slope when this one weight moves and **all others
# are held still**. Do it once on paper. A neuron with the identity, one example: $J = (w x + b - y)^2$ with $x = 2$, $y = 1$, and now $w = 0.5$, $b = 0.3$. The error is $w x + b - y = 0.3$.
#
# - Hold $b$ still and move $w$ by 1: the error moves by $x = 2$. So $\frac{\partial J}{\partial w} = 2 \cdot 0.3 \cdot 2 = 1.2$.
# - Hold $w$ still and move $b$ by 1: the error moves by 1. So $\frac{\partial J}{\partial b} = 2 \cdot 0.3 \cdot 1 = 0.6$.
#
# Before you run the cell: what will the two measured slopes be, and what would change with $x = 0$?


# %%
def J(w, b, x=2.0, y=1.0):
    return (w * x + b - y) ** 2


by_w = (J(0.5 + 1e-5, 0.3) - J(0.5 - 1e-5, 0.3)) / 2e-5
by_b = (J(0.5, 0.3 + 1e-5) - J(0.5, 0.3 - 1e-5)) / 2e-5
f"{by_w:.4f} with b held still, {by_b:.4f} with w held still"

# %% [markdown]
# The two together, $(1.2, 0.6)$, are the **gradient**, and each weight makes its own update with its own slope. With $x = 0$ the weight would get the slope 0: what it does not use, it is
# not blamed for. The picture below shows such a surface for the five students.

# %% [markdown]
# ## Batch gradient descent
#
# How many examples does it take to feel the ground? The true slope is the mean over **all** of them. Batch gradient descent uses it: one
# update per epoch, and the path is smooth.
#
# ## Stochastic gradient descent
#
# A single example gives a rough idea of the slope, but costs only an $N$-th of the work. Stochastic gradient descent makes one update per
# example, $N$ per epoch ($N$ is our $m$, the number of examples), and its path goes zigzag.
#
# ## Mini-batch gradient descent
#
# Between the two lie small portions of the data, the **mini-batches**. They are what nearly everybody uses. How does one cut them? In each epoch the rows get a new random order, and the order is
# cut into pieces. Here for five rows and batches of 2: what will the last piece be?

# %%
rng = np.random.default_rng(0)  # a source of random numbers: from the seed 0, always the same ones
order = rng.permutation(5)
cut = [order[start : start + 2] for start in range(0, 5, 2)]
order, cut

# %% [markdown]
# A short one. `X[rows]` and `y[rows]` are then the rows of a batch, and each makes one update. Look at all three paths:

# %%
DescentPaths(kind="surface")

# %% [markdown]
# ## Updates per epoch
#
# | variant | examples per update | updates per epoch |
# |--|--|--|
# | batch | all $N$ | 1 |
# | mini-batch | some | $\lceil N / \text{batch size} \rceil$ |
# | stochastic | 1 | $N$ |
#
# The slides write $N / \text{batch size}$. When it does not divide, the last batch is a short one, and counts: $N = 5$ with batches of 2
# makes 3 updates.
#
# **Exercise 4: count.**


# %%
def updates(N, batch_size, epochs):
    """How many updates training makes. N : number of examples. Returns an int."""
    raise NotImplementedError("return an int")


# %%
check.updates(updates)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# 5 rows in batches of 2: how many updates in an epoch?
#
# </details>
# <details><summary>Hint 2</summary>
#
# Three: the short last batch is a batch. `math.ceil(2.5)` is 3, and so is `-(-5 // 2)`.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return -(-N // batch_size) * ...`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def updates(N, batch_size, epochs):
#     return -(-N // batch_size) * epochs
# ```
#
# </details>

# %%
X, y = deck_table()
history = nn.Network([2, 3, 2, 1], rng=0).fit(X, y, learning_rate=0.5, batch_size=2, epochs=10)
history.updates[-1]

# %% [markdown]
# Three updates in each of 10 epochs. The course's network counts like you.

# %% [markdown]
# ## What you can now do
#
# You can go down a hill in the fog: measure the slope, take a step against it, and know when to stop. What is missing is the slope of a
# cost with respect to **every weight of a network**. That is the next notebook.
#
# Three questions to check yourself:
#
# 1. Why is there a minus in the update rule?
# 2. $N = 1000$ examples, batches of 32, 10 epochs. How many updates?
# 3. The cost goes up and down and up, further each time. What would you change?
#
# <details><summary>Answers</summary>
#
# 1. The slope points uphill. We want to go down.
# 2. $\lceil 1000 / 32 \rceil = 32$ per epoch, together 320.
# 3. The learning rate. It is too large.
#
# </details>
#
# Previous: [09 The cost](09-cost.ipynb). Next: [11 Backpropagation](11-backpropagation.ipynb)

# %% nbgrader={"grade": true, "grade_id": "so_far", "locked": true, "points": 0, "schema_version": 3, "solution": false, "task": false}
# Which exercises of this notebook pass.
from dlcourse import so_far

so_far(lecture=True)
