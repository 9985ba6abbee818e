# %% [markdown]
# # 10 Gradient descent
#
# After this notebook you can
#
# - read a derivative as a slope, and measure one with two values of a function;
# - write gradient descent: start, slope, step, again;
# - say when to stop, in two ways;
# - tell batch, mini-batch and stochastic gradient descent apart, and count their updates;
# - see when a learning rate is too small, good or too large, and where plain descent gets stuck.
#
# **Time:** 50 minutes. **Builds on:** [09 The cost](09-cost.ipynb): one number $J$ that says how wrong the network is.
#
# Previous: [09 The cost](09-cost.ipynb). Next: [11 Backpropagation](11-backpropagation.ipynb)

# %%
from dlcourse import nn
from dlcourse.data import deck_table
from dlcourse.plots import learning_curves
from dlcourse.widgets.predictions import ask
from dlcourse.widgets import DescentPaths

# %% [markdown]
# ## Which way is down?
#
# The cost depends on the weights. We want weights for which it is small. You stand on a hill in the fog and want to go down into the valley:
# what do you do? You feel with your foot which way the ground falls, and take a step that way.
#
# Three things are given: a function $J = f(w)$; its **derivative** $\dfrac{dJ}{dw}$, the slope of the ground at $w$; and the **learning
# rate** $\alpha$, which says how long a step is.
#
# Two more words. **Backpropagation computes the derivatives. Gradient descent uses them** to lower the cost. The slides put both under one
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
# **Exercise 1: feel the ground.** Measure a slope without any formula: go a small step to both sides, and divide the rise by the way.


# %%
def slope_of(f, w, epsilon=1e-5):
    """The slope of f at w, by a central difference: (f(w + epsilon) - f(w - epsilon)) / (2 epsilon).

    f : a function of one number;  w : a number. Returns a number.
    """
    raise NotImplementedError("two values, their difference, the way between them")


# %%
from dlcourse.check.lectures import lecture_10 as check

check.slope_of(slope_of)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# You call `f` twice: a little to the right of w, and a little to the left.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Between the two places lies a way of `2 * epsilon`.
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
# 1. Pick a starting point $w_0$ at random.
# 2. Compute the slope there, $\dfrac{dJ}{dw}\Big|_{w = w_0}$.
# 3. Update: $w_0 := w_0 - \alpha \dfrac{dJ}{dw}\Big|_{w = w_0}$.
# 4. Go back to step 2.

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
    raise NotImplementedError("one step downhill")


# %%
check.update(update)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# The rule has a minus: we go against the slope.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `w -= ...` changes an array in place. `w - ...` makes a new one.
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
# Step 4 says "go back", and does not say for how long. We stop in two cases:
#
# - a **maximum number of steps** is reached, or
# - an **optimum** is reached: the cost has changed by less than some tolerance since the last step.
#
# **Exercise 3: the loop.** With both stopping rules.


# %%
def descend(f, f_prime, w, learning_rate, max_steps, tolerance):
    """Gradient descent from w. f, f_prime : functions of one number, the cost and its derivative.

    Stops after max_steps updates, or after an update that changed the cost by less than tolerance.
    Returns (w, steps): the last w, and how many updates were made.
    """
    raise NotImplementedError("update, compare the costs, perhaps stop")


# %%
check.descend(descend)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Keep the cost before the update, `old = f(w)`, and compare it with `f(w)` after it: `abs(f(w) - old) < tolerance`.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `for steps in range(1, max_steps + 1)` counts for you. `return w, steps` inside it when the cost has settled, and once more after the loop.
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
# For $J = (w - 3)^2$ one can say exactly what happens: every step multiplies the distance to 3 by $1 - 2\alpha$. Three learning rates,
# twenty steps each. Before you run the cell, say for each whether it will arrive.

# %%
curves = {}
for alpha in (0.01, 0.3, 0.95, 1.02):
    w, costs = 1.0, []
    for _ in range(20):
        w = w - alpha * 2 * (w - 3)
        costs.append((w - 3) ** 2)
    curves[f"alpha = {alpha}"] = costs
learning_curves(curves, log=True, xlabel="step")

# %% [markdown]
# 0.01 creeps. 0.3 is there after a few steps. 0.95 jumps from side to side, ever closer. 1.02 jumps as well, and each time further away.
# Above $\alpha = 1$ nothing converges here, since then $|1 - 2\alpha| > 1$.

# %% [markdown]
# ## Where it gets stuck
#
# The foot in the fog knows only the ground under it. Choose the curve with two valleys below and start on the left: the ball comes
# to rest in the first valley, and the deeper one it never sees. On a plain, the slope is almost 0, and the ball hardly moves.

# %%
DescentPaths(kind="curve", curve="two valleys")

# %% [markdown]
# ## Two weights: a surface
#
# A network has many weights. The cost is then a surface over all of them, and each has a slope of its own, its **partial derivative**.
# All together are the **gradient**; the rule stays the same for each. Here the surface of a neuron with the identity
# as activation, on the five students: one input, one weight and the bias.

# %% [markdown]
# ## Batch gradient descent
#
# How many examples does it take to feel the ground? The true slope is the mean over **all** of them. Batch gradient descent uses it: one
# update per epoch, and the path is smooth.
#
# ## Stochastic gradient descent
#
# A single example gives a rough idea of the slope, but costs only an $N$-th of the work. Stochastic gradient descent makes one update per
# example, $N$ per epoch, and its path trembles.
#
# ## Mini-batch gradient descent
#
# Between the two lie small portions of the data, the **mini-batches**. They are what nearly everybody uses. Look at all three paths:

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
    raise NotImplementedError("per epoch, rounded up; then all epochs")


# %%
check.updates(updates)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# A short last batch is a batch: round up.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `-(-N // batch_size)` rounds up, and so does `math.ceil`. Round first, then multiply by the epochs.
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
