# %% [markdown]
# # The Perceptron
#
# You build one neuron that learns. It starts without knowing anything, looks at one example after the other, and corrects
# itself where it is wrong. When you are done you can
#
# - compute what a perceptron says, for one example and for all of them at once;
# - choose weights by hand for AND, OR and NAND;
# - write the learning rule and the loop around it, so that it ends, also where there is nothing to learn;
# - measure how good the result is, on flowers that it has never seen.
#
# **Time:** 75 minutes. **Builds on:** the lectures up to the perceptron. **Points:** 100, in eight questions.
#
# ## How to work
#
# Each question has three parts: the text, a cell for your code, and a cell with a check. In your cell, replace the line
# `raise NotImplementedError(...)` by code of your own. Names, arguments and their order are fixed, because the checks call
# your functions. Work from top to bottom, and run the cell with the imports first. Add cells wherever you want to try
# something.
#
# A check is one line such as `check.step(step)`. It calls your function with arrays of its own, shows a small table of what
# it tried, and says in one sentence what is wrong. You may run it as often as you like. The check cells are locked; leave
# them as they are.
#
# **Each question stands alone.** If your `learn` is wrong, your `train` is judged with a right one in its place, and the
# better result counts. Within a question you get part of the points for the part that works.
#
# ## What to hand in
#
# Save the notebook, then press **Is it ready?** below the last cell, or run this in a terminal, with the path of your file
# in the place of `FILE`:
#
#     python -m dlcourse ready FILE
#
# It runs your notebook from a fresh kernel, shows the verdict of every check, and names the one file to hand in.

# %%
import numpy as np

from dlcourse.check import perceptron as check

# %% [markdown]
# ## Notation, and what the checks accept
#
# There are $m$ examples with $n$ inputs each, and one example is one **row**. A perceptron has one weight per input, and one
# bias.
#
# | name | shape | what it is |
# |--|--|--|
# | `X` | $(m, n)$ | all examples, one per row |
# | `y` | $(m, 1)$ | the classes, 0 or 1, one per row |
# | `x` | $(n,)$ | one example: a row of `X` |
# | `w` | $(n,)$ | the weights |
# | `b` | a number | the bias |
#
# Three rules hold for every question:
#
# - A number is right when it is off by no more than 0.0001 of the largest number beside it. `float32` is good enough.
# - A function leaves its arguments as they were: `w += ...` would change the caller's array, `w = w + ...` makes a new one.
# - The answers 0 and 1 may be whole numbers, floats, or `False` and `True`.

# %% [markdown]
# ## 1. The weighted sum (10 points)
#
# Each input is multiplied by its weight. All products are added, and the bias comes on top:
#
# $$z = \sum_{j=0}^{n-1} w_j \, x_j + b$$
#
# With $w = (2, -1)$, $x = (3, 4)$ and $b = 0.5$: is $z$ positive? Say it before you write any code.
#
# *Accepted:* any number of inputs, and one number as the answer, from a loop or from NumPy.

# %% nbgrader={"grade": false, "grade_id": "weighted_sum", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def weighted_sum(x, w, b):
    """The pre-activation of one neuron for one example.

    Parameters
    ----------
    x : (n,) array, the inputs
    w : (n,) array, the weights
    b : float, the bias

    Returns
    -------
    float
    """
    ### BEGIN SOLUTION
    return float(w @ x + b)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_weighted_sum", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import perceptron as check
### END HIDDEN TESTS
check.weighted_sum(weighted_sum)

# %% [markdown]
# ## 2. The step (10 points)
#
# The step turns a sum into a decision. Below 0 it says 0; at 0 and above it says 1:
#
# $$\mathrm{step}(z) = \begin{cases} 1 & \text{if } z \ge 0 \\ 0 & \text{if } z < 0 \end{cases}$$
#
# The slides write *sign*, which says $-1$ and $1$. We use 0 and 1, and step(0) is 1. At 0 exactly, people disagree; a course
# must not.
#
# It must work on one number and on an array of any shape: a plain `if` looks at one number only. `np.where` looks at every
# entry.
#
# *Accepted:* 0 and 1 as whole numbers, floats, or `False` and `True`. The answer has the shape of `z`.

# %% nbgrader={"grade": false, "grade_id": "step", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def step(z):
    """The binary step, elementwise: 1 where z is 0 or more, else 0. z has any shape, the result has the same."""
    ### BEGIN SOLUTION
    return np.where(z >= 0, 1.0, 0.0)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_step", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import perceptron as check
### END HIDDEN TESTS
check.step(step)

# %% [markdown]
# ## 3. Weights by hand (15 points)
#
# Two inputs, each 0 or 1. Can one neuron answer like AND? Take a pencil: draw the four points, then a line that has
# $(1, 1)$ on one side and the others on the other. A line is three numbers, $w_0 x_0 + w_1 x_1 + b = 0$.
#
# | $x_0$ | $x_1$ | AND | OR | NAND |
# |--|--|--|--|--|
# | 0 | 0 | 0 | 0 | 1 |
# | 0 | 1 | 0 | 1 | 1 |
# | 1 | 0 | 0 | 1 | 1 |
# | 1 | 1 | 1 | 1 | 0 |
#
# NAND is AND turned round. What happens to the answer when you turn the sign of all three numbers?
#
# Write `(w0, w1, b)` in the place of each `None`. The last two lines of the cell are a reminder that does nothing once the
# first answer is in; leave them as they are.
#
# *Accepted:* any weights that are right for all four rows; there are many. Mind the rows that lie exactly on your line.

# %% nbgrader={"grade": false, "grade_id": "gates", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
gates = {
    "AND": None,
    "OR": None,
    "NAND": None,
}

if all(weights is None for weights in gates.values()):
    ### BEGIN SOLUTION
    gates = {"AND": (1, 1, -1.5), "OR": (1, 1, -0.5), "NAND": (-1, -1, 1.5)}
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_gates", "locked": true, "points": 15, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import perceptron as check
### END HIDDEN TESTS
check.gates(gates)

# %% [markdown]
# ## 4. All rows at once (15 points)
#
# `X` holds $m$ examples. One matrix product gives all $m$ sums at once: $(m, n) \cdot (n,)$ gives $(m,)$. The classes `y`
# have the shape $(m, 1)$, so the answers must have it, too. `z.reshape(-1, 1)` turns $m$ numbers into a column.
#
# Why insist? NumPy compares $(m,)$ with $(m, 1)$ without a word of complaint, and gives an $(m, m)$ table in which every
# answer meets every class.
#
# *Accepted:* any number of rows and of inputs, also a single one. A wrong shape loses the shape check, and that one alone.

# %% nbgrader={"grade": false, "grade_id": "predict", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def predict(X, w, b):
    """What the perceptron says for every row.

    Parameters
    ----------
    X : (m, n) array, one example per row
    w : (n,) array
    b : float

    Returns
    -------
    (m, 1) array of 0 and 1
    """
    ### BEGIN SOLUTION
    z = X @ w + b
    return step(z).reshape(-1, 1)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_predict", "locked": true, "points": 15, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import perceptron as check
### END HIDDEN TESTS
check.predict(predict)

# %% [markdown]
# ## 5. The learning rule (15 points)
#
# Now it learns. It looks at one example, says $\hat y$, and compares with $y$:
#
# $$w_j := w_j + \alpha\,(y - \hat y)\,x_j \qquad b := b + \alpha\,(y - \hat y)$$
#
# $y - \hat y$ is 1 if it said 0 and should have said 1; it is $-1$ the other way round; and 0 if it was right. Then nothing
# moves.
#
# Try one by hand: $w = (0, 0)$, $b = 0$, $x = (1, 0)$, $y = 0$, $\alpha = 1$. The sum is 0, so the perceptron says 1, which
# is wrong. What are $w$ and $b$ afterwards?
#
# *Accepted:* `w` of shape $(n,)$ and `b` a number, as a tuple or a list of the two. A class of 0 or 1, any learning rate.

# %% nbgrader={"grade": false, "grade_id": "learn", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def learn(w, b, x, y, learning_rate):
    """The weights and the bias after one example.

    Parameters
    ----------
    w : (n,) array
    b : float
    x : (n,) array, the example
    y : 0 or 1, its class
    learning_rate : float

    Returns
    -------
    w : (n,) array, new
    b : float
    """
    ### BEGIN SOLUTION
    error = y - step(weighted_sum(x, w, b))
    return w + learning_rate * error * x, b + learning_rate * error
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_learn", "locked": true, "points": 15, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import perceptron as check
### END HIDDEN TESTS
check.learn(learn)

# %% [markdown]
# ## 6. Train (20 points)
#
# One walk through all rows is an **epoch**. Start with `w` and `b` at 0. In each epoch take the rows from the first to the
# last, and apply the rule to each. Count the rows that were wrong when their turn came.
#
# When is it done? When an epoch passes in which **no** row was wrong. Then it has learnt the data. But that day need not
# come: XOR cannot be learnt, and a loop that waits for it waits for ever. So there is a second way out, after `max_epochs`
# epochs.
#
# The function says which of the two it was. It returns four things: `w`, `b`, how many epochs it walked through, and
# whether it has learnt the data, `True` or `False`. The epoch without a mistake counts as well. If it is the last one
# allowed, the data are learnt all the same.
#
# *Accepted:* the four in this order, in a tuple or a list. `max_epochs` is at least 1. No error is raised where the data
# cannot be learnt.

# %% nbgrader={"grade": false, "grade_id": "train", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def train(X, y, learning_rate, max_epochs):
    """Rosenblatt's rule, row after row, until an epoch without a mistake or until the epochs are used up.

    Parameters
    ----------
    X : (m, n) array
    y : (m, 1) array of 0 and 1
    learning_rate : float
    max_epochs : int, at least 1

    Returns
    -------
    w : (n,) array
    b : float
    epochs : int, the epochs that were walked through
    learnt : bool, whether the last of them was without a mistake
    """
    ### BEGIN SOLUTION
    w, b = np.zeros(X.shape[1]), 0.0
    for epoch in range(1, max_epochs + 1):
        wrong = 0
        for k in range(len(X)):
            if step(weighted_sum(X[k], w, b)) != y[k, 0]:
                wrong += 1
                w, b = learn(w, b, X[k], y[k, 0], learning_rate)
        if wrong == 0:
            return w, b, epoch, True
    return w, b, max_epochs, False
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_train", "locked": true, "points": 20, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import perceptron as check
### END HIDDEN TESTS
check.train(train)

# %% [markdown]
# AND and XOR, side by side. Before you run the cell: what will the last entry of each line be?

# %%
corners = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
for name, classes in (("AND", [0, 0, 0, 1]), ("XOR", [0, 1, 1, 0])):
    w, b, epochs, learnt = train(corners, np.array(classes).reshape(-1, 1), 1.0, 50)
    print(name, w, b, epochs, learnt)

# %% [markdown]
# AND is learnt in six epochs. XOR is given up after 50, and would be after 50 000. No straight line separates it, and with
# two inputs a perceptron decides by a straight line.

# %% [markdown]
# ## 7. Accuracy (5 points)
#
# How good is it? The accuracy is the share of the rows that are answered rightly, a number between 0 and 1.
#
# *Accepted:* one number. `y_hat` and `y` both have the shape $(m, 1)$.

# %% nbgrader={"grade": false, "grade_id": "accuracy", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def accuracy(y_hat, y):
    """The share of right rows.

    Parameters
    ----------
    y_hat : (m, 1) array of 0 and 1, the answers
    y : (m, 1) array of 0 and 1, the classes

    Returns
    -------
    float, from 0 to 1
    """
    ### BEGIN SOLUTION
    return float(np.mean(y_hat == y))
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_accuracy", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import perceptron as check
### END HIDDEN TESTS
check.accuracy(accuracy)

# %% [markdown]
# ## 8. Flowers it has never seen (10 points)
#
# In 1936 Ronald Fisher published the measurements of 150 irises of three species: length and width of two kinds of leaves,
# in centimetres. They come with scikit-learn, so nothing is downloaded (UCI Machine Learning Repository, licence CC BY 4.0).

# %%
from dlcourse.data import iris

X, y, species = iris()
print(X.shape, y.shape, species)
print(X[[0, 50, 100]])

# %% [markdown]
# The first 50 rows are setosa, the next 50 versicolor, the last 50 virginica. Take two species, and call them 0 and 1.
#
# A perceptron that knows its training rows by heart has proved nothing. So keep some rows aside: **train** on the others
# alone, then measure the accuracy twice, on the training rows and on those it has never seen.
#
# The learning rate is 1 here. (As training starts at 0, another one would scale `w` and `b` and change no answer. Do you
# see why?)
#
# *Accepted:* two numbers, first the accuracy on the training rows, then that on the test rows, in a tuple or a list.

# %% nbgrader={"grade": false, "grade_id": "train_and_test", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
def train_and_test(X_train, y_train, X_test, y_test, max_epochs):
    """Train on some rows, measure on those and on others.

    Parameters
    ----------
    X_train, y_train : (m, n) and (m, 1) arrays, the rows to train on
    X_test, y_test : (k, n) and (k, 1) arrays, the rows to keep for the test
    max_epochs : int

    Returns
    -------
    train_accuracy, test_accuracy : float
    """
    ### BEGIN SOLUTION
    w, b, *_ = train(X_train, y_train, 1.0, max_epochs)
    return accuracy(predict(X_train, w, b), y_train), accuracy(predict(X_test, w, b), y_test)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_train_and_test", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import perceptron as check
### END HIDDEN TESTS
check.train_and_test(train_and_test)

# %% [markdown]
# Two pairs of species. The rows are mixed first, 70 train, 30 test. For which pair will the accuracy be 1?

# %%
order = np.random.default_rng(0).permutation(100)
for first in (0, 1):
    rows = slice(50 * first, 50 * first + 100)
    X_pair, y_pair = X[rows][order], y[rows][order] - first
    print(species[first], "and", species[first + 1], end=": ")
    print(train_and_test(X_pair[:70], y_pair[:70], X_pair[70:], y_pair[70:], 100))

# %% [markdown]
# Setosa and versicolor are **linearly separable**: the perceptron makes no mistake, neither on the rows it was taught nor on
# the others. Versicolor and virginica overlap. With four measurements it is no line any more but a flat cut through a space of four
# dimensions, a *hyperplane*. No hyperplane is right for all of them, so the rule never comes to rest, and
# where it stops is an accident.
#
# ## What you can now do
#
# You have written a machine that corrects itself, and you know exactly what it can learn: whatever one straight
# line can separate.
#
# Three questions to check yourself:
#
# 1. `train` says `learnt = False` after 1000 epochs. What do you know, and what do you not know?
# 2. Why is the accuracy on the training rows no proof?
# 3. NAND is one neuron. XOR can be built from OR, NAND and AND. How many neurons, and in how many layers?
#
# Now save the notebook and run `python -m dlcourse ready FILE` in a terminal. It names the one file to hand in.
# Without a terminal: save, run the cell below, and press its button.

# %%
from dlcourse import ready, so_far

so_far()
ready(button=True)
