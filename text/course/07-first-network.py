# %% [markdown]
# # 07 Your first network
#
# After this notebook you can
#
# - look at a real table of data and say what is in it;
# - split it, scale it, and say why both must be done in that order;
# - build a network, train it, and read its curves;
# - say how good it is with a number that means something, and where it is wrong;
# - improve it, one choice at a time.
#
# **Time:** 60 minutes. **Builds on:** [06 Hyperparameters](06-hyperparameters.ipynb): learning rate, batch size, epochs,
# activations.
#
# Previous: [06 Hyperparameters](06-hyperparameters.ipynb). Next: [08 The forward pass](08-forward-pass.ipynb)

# %%
import numpy as np

from dlcourse.data import breast_cancer
from dlcourse.nn import Network
from dlcourse.plots import borders, learning_curves
from dlcourse.widgets.predictions import ask
from dlcourse.widgets import Playground

# %% [markdown]
# ## Look at the data
#
# A doctor takes a few cells from a lump with a thin needle. A camera looks at them, and a program measures their nuclei: how
# large, how smooth, how round. Is the tumour malignant ($y = 1$) or benign ($y = 0$)? These are 569 real cases (Wisconsin,
# 1995, licence CC BY 4.0). Behind each row is a person. What follows is an exercise, not medicine.

# %%
X, y, names = breast_cancer()
X.shape, y.shape, float(y.mean())

# %% [markdown]
# $m = 569$ rows, $n = 30$ measurements, and 37 % of the tumours are malignant. So somebody who always says "benign" is right
# in 63 % of the cases. Keep this number in mind: a network that reaches it has learnt nothing.
#
# Before you run the next cell: do you expect all measurements to be of a similar size?

# %%
for k in (0, 3, 4):
    print(f"{names[k]:16} from {X[:, k].min():8.3f} to {X[:, k].max():8.3f}")

# %% [markdown]
# They are not. The area goes into the thousands, the smoothness stays below 0.2. We come back to this.

# %% [markdown]
# ## Split: keep some rows for later
#
# A network can learn its rows by heart. Whether it has learnt more than that, only rows can tell which it has never seen. So we put a
# quarter of them aside before we do anything else. The rows are sorted in many tables, so we choose them at random.
#
# **Exercise 1: split.** Shuffle the rows, and cut.


# %%
def split(X, y, share, rng):
    """Rows to train with, and rows held out.

    X : (m, n) array;  y : (m, 1) array;  rng : Generator
    share : part of the rows to hold out, such as 0.25 (round down)
    Returns X_train, X_test, y_train, y_test.
    """
    raise NotImplementedError("one random order for X and y, then two slices of it")


# %%
from dlcourse.check.lectures import lecture_07 as check

check.split(split)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# `rng.permutation(m)` gives the numbers from 0 to m - 1 in a random order. Use the same order for X and for y.
#
# </details>
# <details><summary>Hint 2</summary>
#
# With `held = int(share * m)`, the first `held` numbers of that order are the test rows and all others the training rows.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def split(X, y, share, rng):
#     order = rng.permutation(len(X))
#     held = int(share * len(X))
#     test, train = order[:held], order[held:]
#     return X[train], X[test], y[train], y[test]
# ```
#
# </details>

# %% [markdown]
# From here on the notebook uses the course's own split, so that your numbers are the numbers in the text.

# %%
order = np.random.default_rng(0).permutation(len(X))
test, train = order[:142], order[142:]
X_train, X_test, y_train, y_test = X[train], X[test], y[train], y[test]
X_train.shape, X_test.shape

# %% [markdown]
# ## Scale: give every measurement the same chance
#
# What does a network make of the numbers as they are?

# %%
raw = Network([30, 8, 1], hidden="relu", cost="cross_entropy", rng=0)
raw.fit(X_train, y_train, learning_rate=0.1, batch_size=32, epochs=50)
float(np.mean((raw.predict(X_test) > 0.5) == (y_test > 0.5)))

# %% [markdown]
# About what "always benign" reaches. The areas, in the thousands, push every weighted sum so far out that the first steps destroy the
# network: its neurons stay at 0 for every row, and a ReLU at 0 has no slope to come back on.
#
# The cure is to **standardise**: from each column subtract its mean, and divide by its standard deviation. Then every column has mean 0
# and standard deviation 1. But whose mean? If the test rows take part in it, they are no longer unseen.
#
# **Exercise 2: scale.** Use the numbers of the training rows for both.


# %%
def scale(X_train, X_test):
    """Both standardised, with the mean and the standard deviation of each column of X_train.

    X_train : (m, n) array;  X_test : (k, n) array
    Returns two arrays of the same shapes.
    """
    raise NotImplementedError("mean and std along the rows, of X_train")


# %%
check.scale(scale)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# `X_train.mean(axis=0)` is the mean of each column, with shape (n,). NumPy subtracts it from every row.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `mean` and `std` are computed once, from `X_train`. Both arrays use them.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def scale(X_train, X_test):
#     mean, std = X_train.mean(axis=0), X_train.std(axis=0)
#     return (X_train - mean) / std, (X_test - mean) / std
# ```
#
# </details>

# %%
mean, std = X_train.mean(axis=0), X_train.std(axis=0)
Z_train, Z_test = (X_train - mean) / std, (X_test - mean) / std
print(f"{names[3]:16} from {Z_train[:, 3].min():8.3f} to {Z_train[:, 3].max():8.3f}")

# %% [markdown]
# The area now goes from about -1.4 to about 5, like everything else.

# %% [markdown]
# ## Build and train
#
# Thirty inputs, one hidden layer of eight neurons with ReLU, one output. The question has two answers, so the output is a sigmoid and
# the cost is cross-entropy. After every epoch we note the cost on both parts of the data.

# %%
network = Network([30, 8, 1], hidden="relu", output="sigmoid", cost="cross_entropy", rng=0)
held_out = []
history = network.fit(
    Z_train, y_train, learning_rate=0.1, batch_size=32, epochs=50,
    progress=lambda history: held_out.append(network.cost(Z_test, y_test)),
)  # fmt: skip
history.updates[-1]

# %% [markdown]
# Fifty epochs of $\lceil 427 / 32 \rceil = 14$ updates are 700 updates, and they took a blink. What do you expect of the two curves:
# which one will lie lower at the end?

# %%
learning_curves({"training rows": history.cost, "held-out rows": held_out})

# %% [markdown]
# Both fall, the training cost a little further. That is how it should look: the network has learnt what holds for rows it never saw.

# %% [markdown]
# ## Watch the border move
#
# Thirty measurements make a space nobody can draw. With two of them, here the mean radius and the mean texture of the nuclei, we can
# watch the network at work: where does it say "malignant", after 1, 5 and 50 epochs?

# %%
two = Network([2, 8, 1], hidden="relu", cost="cross_entropy", rng=1)
moments = {"at the start": two.parameters()}
for epochs, title in ((1, "1 epoch"), (4, "5 epochs"), (45, "50 epochs")):
    two.fit(Z_train[:, :2], y_train, learning_rate=0.05, batch_size=32, epochs=epochs)
    moments[title] = two.parameters()
borders(moments, Z_train[:, :2], y_train, hidden="relu")

# %% [markdown]
# Blue circles are malignant, orange crosses benign. The border turns until it lies between them. Now watch it live, with its curve. It is the same data; give
# it time, and try a larger network.

# %%
Playground(
    data=(Z_train[:, :2], y_train),
    layers=[8],
    activation="relu",
    controls=["learning-rate", "batch-size", "layers", "sizes", "activation"],
    predict=ask("overlapping classes"),
)

# %% [markdown]
# Some points stay on the wrong side, whatever you choose: two measurements are not enough. With all thirty, more is possible.

# %% [markdown]
# ## Evaluate
#
# A cost of 0.06: is that good? People ask another question: how many are right? The network says "malignant" where
# $\hat y > 0.5$.
#
# **Exercise 3: accuracy.**


# %%
def accuracy(y_hat, y):
    """Share of rows in which the network is right, a number from 0 to 1.

    y_hat : (m, 1) array of values between 0 and 1;  y : (m, 1) array of 0 and 1
    """
    raise NotImplementedError("say, compare, take the mean")


# %%
check.accuracy(accuracy)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# `y_hat > 0.5` is what the network says: True for malignant. Where is it the same as `y`?
#
# </details>
# <details><summary>Hint 2</summary>
#
# `np.mean` of an array of True and False is the share of True.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def accuracy(y_hat, y):
#     return np.mean((y_hat > 0.5) == (y > 0.5))
# ```
#
# </details>

# %%
y_hat = network.predict(Z_test)
float(np.mean((y_hat > 0.5) == (y_test > 0.5)))

# %% [markdown]
# 97 % of the rows it never saw. But two mistakes are not alike here. A false alarm is a fright and another test; a tumour that is missed
# can cost a life. A **confusion matrix** tells them apart: a row for what is true, a column for what the network says.
#
# **Exercise 4: confusion.**


# %%
def confusion(y_hat, y):
    """How often what is true (rows: 0, 1) met what was said (columns: 0, 1).

    y_hat : (m, 1) array of values between 0 and 1;  y : (m, 1) array of 0 and 1
    Returns a (2, 2) array of counts that sum to m.
    """
    raise NotImplementedError("four counts")


# %%
check.confusion(confusion)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Entry [1, 0] counts the rows with `y` = 1 in which the network says 0: the tumours it missed.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `np.sum((y > 0.5) & (y_hat <= 0.5))` is that entry. The others are like it.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def confusion(y_hat, y):
#     said, true = y_hat > 0.5, y > 0.5
#     return np.array(
#         [[np.sum(~true & ~said), np.sum(~true & said)], [np.sum(true & ~said), np.sum(true & said)]]
#     )
# ```
#
# </details>

# %%
said, true = y_hat > 0.5, y_test > 0.5
np.array([[np.sum(~true & ~said), np.sum(~true & said)], [np.sum(true & ~said), np.sum(true & said)]])

# %% [markdown]
# Lower left: the missed ones. Where the border lies is your choice: with `y_hat > 0.2` the network misses fewer, and cries wolf more often.
# Which is right is not a question of mathematics.

# %% [markdown]
# ## Improve: your choices
#
# Now it is your turn. First a warning. Here is the same network with a larger learning rate and 300 epochs. The training cost goes
# almost to 0. Will the held-out rows be judged better, too?

# %%
long, seen = Network([30, 8, 1], hidden="relu", cost="cross_entropy", rng=1), []
by_heart = long.fit(
    Z_train, y_train, learning_rate=0.5, batch_size=32, epochs=300,
    progress=lambda history: seen.append(long.cost(Z_test, y_test)),
)  # fmt: skip
learning_curves({"training rows": by_heart.cost, "held-out rows": seen}, log=True)

# %% [markdown]
# No. One curve goes down and down, the other turns and climbs: the network learns its rows by heart. This is called **overfitting**.
# The lowest point of the held-out curve is where one should have stopped.
#
# **Exercise 5: choose.** Return your settings. The check trains three networks with them, from three random starts, and judges
# them on rows they never saw: at least 96 % right, and no overfitting.


# %%
def choices():
    """Your settings, a dictionary with five keys.

    "hidden_layers" : list of sizes, may be empty;  "hidden" : "relu", "sigmoid" or "tanh"
    "learning_rate", "batch_size", "epochs" : numbers; there are 427 training rows
    """
    raise NotImplementedError("five choices")


# %%
check.choices(choices)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# The network above is close to good enough. Smaller batches give more updates per epoch.
#
# </details>
# <details><summary>Hint 2</summary>
#
# A learning rate between 0.05 and 0.2 and 30 to 60 epochs stop before the held-out curve turns.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def choices():
#     return {"hidden_layers": [8], "hidden": "tanh", "learning_rate": 0.1, "batch_size": 32, "epochs": 40}
# ```
#
# </details>

# %% [markdown]
# ## The same in five lines
#
# Whoever knows what the lines mean may write them shorter. This is scikit-learn:

# %%
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

model = make_pipeline(StandardScaler(), MLPClassifier([8], solver="lbfgs", alpha=1, random_state=0))
model.fit(X_train, y_train.ravel()).score(X_test, y_test.ravel())

# %% [markdown]
# And in PyTorch the network would be
#
# ```python
# network = torch.nn.Sequential(torch.nn.Linear(30, 8), torch.nn.ReLU(), torch.nn.Linear(8, 1), torch.nn.Sigmoid())
# ```
#
# with a loop of four lines around it: forward, cost, `backward()`, step. Those four lines are what the rest of this course builds
# by hand, so that none of them is magic.

# %% [markdown]
# ## What you can now do
#
# You have taken real data from a table to a network that is right in 97 of 100 cases, and you know what this number says and what it hides.
#
# Three questions to check yourself:
#
# 1. Why is the mean for scaling taken from the training rows alone?
# 2. A network is right in 63 % of these cases. What has it learnt?
# 3. The training cost falls, the held-out cost rises. What is going on, and what would you change?
#
# <details><summary>Answers</summary>
#
# 1. The test rows stand for data that does not exist yet. Whatever is computed from them makes the test easier than the truth.
# 2. Possibly nothing: always saying "benign" reaches the same.
# 3. It learns by heart. Fewer epochs, a smaller network or more data help.
#
# </details>
#
# Previous: [06 Hyperparameters](06-hyperparameters.ipynb). Next: [08 The forward pass](08-forward-pass.ipynb)

# %% nbgrader={"grade": true, "grade_id": "so_far", "locked": true, "points": 0, "schema_version": 3, "solution": false, "task": false}
# Which exercises of this notebook pass.
from dlcourse import so_far

so_far(lecture=True)
