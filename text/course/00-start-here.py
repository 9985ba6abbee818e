# %% [markdown]
# # 00 Start here
#
# After this notebook you can
#
# - run a cell, and say in which order the cells ran;
# - start again from nothing with *Restart Kernel and Run All Cells*;
# - save your work and find the file;
# - do an exercise, read what its check says, and hand in an assignment.
#
# **Time:** 20 minutes. **Builds on:** nothing. If you have used Jupyter before, do the three exercises and go on.
#
# Next: [01 Introduction](01-introduction.ipynb)

# %% [markdown]
# ## Run a cell
#
# A notebook is a page of cells. This one is text. The next one is code: click it, then press **Shift + Enter**. The code
# runs, its last line is shown below it, and the next cell is selected.

# %%
2 + 3

# %% [markdown]
# A number has appeared in the square brackets to the left: `[1]` if this was the first cell you ran. A star, `[*]`,
# means that the cell is still running. To stop one that takes too long, press the square **■** in the bar above.
#
# Change the 3 in the cell to another number and run it again. Nothing can break.

# %% [markdown]
# ## Where the code runs
#
# Your browser shows the page. A Python process, the **kernel**, runs the code and remembers every name you give a
# value. The next cell puts a slider on the page. When you move it, its value travels to the kernel, Python computes the
# square, and the square travels back.

# %%
from dlcourse.widgets.predictions import ask
from dlcourse.widgets import HelloSlider

hello = HelloSlider()
hello

# %% [markdown]
# Move the slider with the mouse, or click it and use the arrow keys. If the line under it follows, everything you need
# works. If it does not, open a terminal (menu *File*, *New*, *Terminal*) and run `python -m dlcourse doctor`: it says what is missing.
#
# The kernel knows where the slider stands. Move it, then run the next cell again.

# %%
hello.value

# %% [markdown]
# ## The order in which cells run
#
# The kernel knows only what has been run, in the order in which it was run. The place on the page means nothing.
#
# Before you go on: suppose you run the next cell once, and the one after it three times. What will `x` be?

# %%
x = 1

# %%
x = x + 1
x

# %% [markdown]
# Try it. Each run of the second cell adds 1 to whatever `x` is at that moment: after three runs, `x` is 4.
#
# This is the most common trap of notebooks: a page that works today because of something you ran an hour ago, and that
# fails tomorrow. The cure is in the menu: **Kernel → Restart Kernel and Run All Cells**. It forgets everything and
# runs the page from top to bottom, each cell once. Do it now, and look at `x`: it is 2.

# %% [markdown]
# ## Predict, then look
#
# Many pictures of this course can be moved with sliders. Most of them begin with a question, and stay locked until you have answered it. A wrong answer costs nothing. You look more
# closely once you have guessed. Here is the slider once more, with such a question.

# %%
HelloSlider(predict=ask("square of twelve"))

# %% [markdown]
# ## How an exercise looks
#
# An exercise is a function with one line to replace: the line that begins with `raise NotImplementedError`. The text in
# quotation marks under the first line, the docstring, says what goes in and what comes out. The cell below it checks
# your function. Run the check as often as you like.
#
# **Exercise 1.** How many seconds are there in a number of hours? Run both cells first, to see the check say "to do".
# Then replace the line, run the function's cell again, and after it the check.


# %%
def seconds_in(hours):
    """Seconds in ``hours`` hours, a number. ``hours`` may have decimals."""
    raise NotImplementedError("return the number of seconds")


# %%
from dlcourse.check.lectures import lecture_00 as check

check.seconds_in(seconds_in)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# How many seconds has one hour? And two?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For `hours = 2` the answer is 7200.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return hours * ...`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def seconds_in(hours):
#     """Seconds in ``hours`` hours, a number. ``hours`` may have decimals."""
#     return hours * 60 * 60
# ```
#
# </details>

# %% [markdown]
# A check tells you what it tried, what it expected and what it got, and where it recognises the mistake, it names it.
# To see that, return `60 * hours` and run the check again. Then put the right line back. Where the numbers are too many
# for the table, it prints a line of code. Copy that into a new cell: it makes them, and calls your function with them.
#
# **Exercise 2.** The two cells with `x` above: after the first has run once and the second `runs` times, what is `x`?


# %%
def value_of_x(runs):
    """Value of x after ``x = 1`` ran once and then ``x = x + 1`` ran ``runs`` times, an integer."""
    raise NotImplementedError("return the value of x")


# %%
check.value_of_x(value_of_x)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# What is `x` when the second cell has not run at all?
#
# </details>
# <details><summary>Hint 2</summary>
#
# After 0 runs it is 1, after 1 run 2, after 2 runs 3.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return 1 + ...`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def value_of_x(runs):
#     """Value of x after ``x = 1`` ran once and then ``x = x + 1`` ran ``runs`` times, an integer."""
#     return 1 + runs
# ```
#
# </details>

# %% [markdown]
# **Exercise 3.** Averages will follow us through the whole course: the cost of a network is one. Write the average of
# a list of numbers, for a list of any length.


# %%
def average(numbers):
    """Average of ``numbers``, a list of at least one number."""
    raise NotImplementedError("return the average")


# %%
check.average(average)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# How would you do it on paper, for 2, 4 and 9?
#
# </details>
# <details><summary>Hint 2</summary>
#
# `sum([2, 4, 9])` is 15, and `len([2, 4, 9])` is 3.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return sum(numbers) / ...`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def average(numbers):
#     """Average of ``numbers``, a list of at least one number."""
#     return sum(numbers) / len(numbers)
# ```
#
# </details>

# %% [markdown]
# ## Save, and find the file
#
# **Ctrl + S** (on a Mac **Cmd + S**) saves the page, with your answers and what came out. A dot in the notebook's tab means that
# there is something to save. The file is your own copy: it lies in the folder that the next cell names, and the list
# on the left of JupyterLab shows the same folder. No update of the course ever writes over it.

# %%
from pathlib import Path

print(Path.cwd())

# %% [markdown]
# ## Hand in an assignment
#
# An assignment is a notebook too. It differs from a lecture in three ways: its exercises carry points, it has no
# solutions to unfold, and you hand it in.
#
# 1. Write your answers only in the cells that say so. Do not delete cells and do not rename the file: the grader finds
#    your answers by them.
# 2. **Restart Kernel and Run All Cells**, and save. The last cell says how many checks pass. Its link leads to the first
#    one that does not.
# 3. Press **Is it ready?** below the last cell. It runs your saved notebook from the beginning, as grading does, shows
#    every check, and names the one file to hand in. In a terminal, `python -m dlcourse ready FILE` does the same, with
#    the name of your notebook in the place of `FILE`. In a cell, `ready()` does.
# 4. Hand in that one file, the `.ipynb`, in the way your course told you.
#
# An answer that is not finished costs only its own points. Hand in what you have.

# %% [markdown]
# ## What you can now do
#
# You can run cells, start again from nothing, save, do an exercise with its check, and hand in an assignment.
#
# Three questions to check yourself:
#
# 1. A cell works for you and fails for a friend who opens your notebook. What is the first thing to try?
# 2. What does `[*]` beside a cell mean?
# 3. Which file do you hand in, and what do you run before?
#
# <details><summary>Answers</summary>
#
# 1. Restart the kernel and run all cells. Something you ran earlier is probably no longer on the page, or stands too
#    far down.
# 2. The cell is running, or waiting for one that is.
# 3. The notebook itself, the `.ipynb` file, after **Is it ready?** or `python -m dlcourse ready FILE`.
#
# </details>
#
# Next: [01 Introduction](01-introduction.ipynb)

# %% nbgrader={"grade": true, "grade_id": "so_far", "locked": true, "points": 0, "schema_version": 3, "solution": false, "task": false}
# Which exercises of this notebook pass.
from dlcourse import so_far

so_far(lecture=True)
