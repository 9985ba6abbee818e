# %% [markdown]
# # Bug Hunt
#
# Six short programs, and in each of them one bug. None of them stops with an error. Most programs with a bug do not, and
# that is why you need other ways to find it. When you are done you can
#
# - read a program against its promise, line by line;
# - choose a test that tells one suspect from another: a gradient check, one update, a count, a curve;
# - say why a cost that falls proves nothing;
# - explain a bug to somebody else, in words.
#
# **Time:** 100 minutes. **Builds on:** *10 Gradient descent*, *11 Backpropagation* and the bug hunt in *12 Recap*.
# **Points:** 100, in seven questions.
#
# ## How to work
#
# Each program has a question with an answer in two parts: which **kind** of bug it is, and in which **line** it stands.
# Each part has its own points. The check in the notebook can only tell you whether your answer has the right form.
# Whether it is right you learn when your work is graded; so make sure yourself, by a test. The last question is
# answered in words, and a person reads it.
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
import matplotlib.pyplot as plt
import numpy as np

from dlcourse import bug_hunt
from dlcourse.check import bug_hunt as check
from dlcourse.gradients import numerical_gradients

# %% [markdown]
# ## The programs
#
# Each is a module of its own, with `data(rng)` and `train(X, y, rng)`. Everything in it can be called and changed from
# here. The first lines of each say what it promises. A bug is a line that breaks the promise; a choice that
# you would make differently is not a bug. Here is how the six of them train. Who looks suspicious?

# %%
figure, axes = plt.subplots(2, 3, figsize=(9, 4), layout="constrained")
for name, place in zip(bug_hunt.PROGRAMS, axes.flat, strict=True):
    program = bug_hunt.PROGRAMS[name]
    X, y = program.data(np.random.default_rng(0))
    parameters, history = program.train(X, y, np.random.default_rng(1))
    place.plot(range(1, len(history) + 1), history, marker="." if len(history) < 10 else None)
    place.set(title=f"{name}: ends at {history[-1]:.3f}", xlabel="epoch", ylabel="cost", ylim=(0, None))

# %% [markdown]
# Two of them learn perfectly well, and are still wrong. The other four show that something is the matter, but not what.
#
# These are the kinds of bugs. There are more kinds than programs, and no kind occurs twice.

# %%
for letter, kind in bug_hunt.KINDS.items():
    print(letter, kind)

# %% [markdown]
# `bug_hunt.listing(name)` prints a program with the numbers of its lines. Here is the first one.

# %%
bug_hunt.listing("rents")

# %% [markdown]
# Three tools, for a start. Do not only read: a suspicion costs nothing, a test decides.
#
# - **A gradient check.** `numerical_gradients(cost_of, parameters)` gives central differences,
#   $\frac{J(w + \varepsilon) - J(w - \varepsilon)}{2 \varepsilon}$ for every parameter $w$. `cost_of` takes a dictionary
#   of parameters and returns the cost.
# - **One update.** Call `update`, or the loop's lines, once, and compare with what the promise says.
# - **A count.** How many rows does an epoch use? How many epochs does it train? What do two rows of `W1` share?
#
# As an example, the gradients of `rents`. Are they right? Then the bug is not there, and you can cross out kinds.

# %%
rng = np.random.default_rng(3)
X, y = bug_hunt.rents.data(rng)
parameters = {"W1": rng.normal(size=(1, 2)), "b1": rng.normal(size=1)}
found = bug_hunt.rents.gradients(X, y, parameters)
measured = numerical_gradients(lambda p: bug_hunt.rents.cost(X, y, p), parameters)
for name in measured:
    print(name, float(np.abs(found[name] - measured[name]).max()))

# %% [markdown]
# ## 1. Rents (14 points)
#
# The rent of a flat, from its size and its distance to the centre. The cost goes down to the noise of the data. So what
# is wrong with it?
#
# Write the letter of the kind and the number of the line in the place of `None`. The last two lines of the cell are a
# reminder, which says nothing once something is in; leave them as they are.
#
# *Accepted:* `"kind"` is a letter from the list, or its words; `"line"` is a whole number, as `bug_hunt.listing` counts.
# Where a statement runs over several lines, each of them counts. Where a bug lies between two statements, because
# each is right without the other, either of them counts.

# %% nbgrader={"grade": false, "grade_id": "rents", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
rents = {
    "kind": None,
    "line": None,
}

if all(part is None for part in rents.values()):
    ### BEGIN SOLUTION
    rents = {"kind": "k", "line": 37}
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_rents", "locked": true, "points": 14, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import bug_hunt as check
### END HIDDEN TESTS
check.rents(rents)

# %% [markdown]
# ## 2. XOR (14 points)
#
# Four rows, four hidden neurons, and in the end all four answers are right. Its promise is about a single update.
#
# *Accepted:* as in question 1.

# %%
bug_hunt.listing("xor")

# %% nbgrader={"grade": false, "grade_id": "xor", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
xor = {
    "kind": None,
    "line": None,
}

if all(part is None for part in xor.values()):
    ### BEGIN SOLUTION
    xor = {"kind": "h", "line": 45}
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_xor", "locked": true, "points": 14, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import bug_hunt as check
### END HIDDEN TESTS
check.xor(xor)

# %% [markdown]
# ## 3. Ring (14 points)
#
# Inside or outside? The data can be separated by six hidden neurons without trouble. This program gets stuck on the way.
#
# *Accepted:* as in question 1.

# %%
bug_hunt.listing("ring")

# %% nbgrader={"grade": false, "grade_id": "ring", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
ring = {
    "kind": None,
    "line": None,
}

if all(part is None for part in ring.values()):
    ### BEGIN SOLUTION
    ring = {"kind": "c", "line": 47}
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_ring", "locked": true, "points": 14, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import bug_hunt as check
### END HIDDEN TESTS
check.ring(ring)

# %% [markdown]
# ## 4. Exam (14 points)
#
# One neuron, data that a line separates almost perfectly, and a cost that jumps up and down. What would
# `accuracy` say of somebody who only guesses?
#
# *Accepted:* as in question 1.

# %%
bug_hunt.listing("exam")

# %% nbgrader={"grade": false, "grade_id": "exam", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
exam = {
    "kind": None,
    "line": None,
}

if all(part is None for part in exam.values()):
    ### BEGIN SOLUTION
    exam = {"kind": "j", "line": 39}
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_exam", "locked": true, "points": 14, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import bug_hunt as check
### END HIDDEN TESTS
check.exam(exam)

# %% [markdown]
# ## 5. Corners (14 points)
#
# XOR again, with clouds of points in the place of its four rows. Four hidden neurons were enough in question 2. Here the
# cost stops far above 0, for every seed.
#
# *Accepted:* as in question 1.

# %%
bug_hunt.listing("corners")

# %% nbgrader={"grade": false, "grade_id": "corners", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
corners = {
    "kind": None,
    "line": None,
}

if all(part is None for part in corners.values()):
    ### BEGIN SOLUTION
    corners = {"kind": "i", "line": 23}
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_corners", "locked": true, "points": 14, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import bug_hunt as check
### END HIDDEN TESTS
check.corners(corners)

# %% [markdown]
# ## 6. Sine (14 points)
#
# An arch of a sine. The curve of its cost is the shortest of the six.
#
# *Accepted:* as in question 1.

# %%
bug_hunt.listing("sine")

# %% nbgrader={"grade": false, "grade_id": "sine", "locked": false, "points": 0, "schema_version": 3, "solution": true, "task": false}
sine = {
    "kind": None,
    "line": None,
}

if all(part is None for part in sine.values()):
    ### BEGIN SOLUTION
    sine = {"kind": "l", "line": 43}
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_sine", "locked": true, "points": 14, "schema_version": 3, "solution": false, "task": false}
### BEGIN HIDDEN TESTS
from dlgrader.assignments import bug_hunt as check
### END HIDDEN TESTS
check.sine(sine)

# %% [markdown]
# ## 7. In words (16 points)
#
# A colleague looks at the two programs that learn and says: "The cost falls to almost nothing. So the program is right."
# Choose **one** of the two and answer in 5 to 10 sentences of your own:
#
# - What does the program promise, and what does it do in its place?
# - Why does the cost fall all the same?
# - When would it do harm? Describe data, or a setting, in which it would matter.
# - Which test would have found it? Say what you compute, what a right program gives, and what this one gives.
#
# *Accepted:* any language your teacher reads. Each of the four points counts the same. What counts is the reason, not
# the style; numbers from a run of your own are welcome. A person reads this answer, so its points come later than
# the others.

# %% [markdown] nbgrader={"grade": true, "grade_id": "in_words", "locked": false, "points": 16, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# The program `rents` promises that an epoch uses every row exactly once. It cuts 50 rows into batches of 16 and leaves
# the last 2 out: its loop ends before a batch that would be short.
#
# The cost falls all the same, because the rows are shuffled anew in every epoch. Other rows are left out each time, the
# 48 that are used look like the 50, and every single update is a right one.
#
# It would do harm where the rows are few or the batches large: with a batch of 60, no row would be used and nothing
# learnt. And without the new order, the same two flats would never be seen.
#
# A count finds it. I add up the rows of all batches of one epoch and compare with the number of rows. A right program
# gives 50, in 4 batches; this one gives 48, in 3.
# ### END SOLUTION

# %% [markdown]
# ## What you can now do
#
# You have found what no error message told you. The cost showed four of the bugs, and hid two. What
# decided were tests that know what the right answer is: a gradient, a count, a single update.
#
# Three questions to check yourself:
#
# 1. Which of the six would a gradient check have found, and why not the others?
# 2. Why does a test on one row never find a mistake about rows?
# 3. Which test would you run first on a program of your own?
#
# Now save the notebook and run `python -m dlcourse ready FILE` in a terminal. It names the one file to hand in.
# Without a terminal: save, run the cell below, and press its button.

# %%
from dlcourse import ready, so_far

so_far()
ready(button=True)
