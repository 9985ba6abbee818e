# %% [markdown]
# # 07 Your first network
#
# After this notebook you can
#
# - look at a real table of data and say what is in it;
# - split it in three, scale it, and say why both must be done in that order;
# - build a network, train it, and read its curves;
# - say how good it is, beside its simplest rivals and with an error bar, and where it is wrong;
# - improve it, one choice at a time, and report it honestly.
#
# **Time:** 90 minutes. **Builds on:** [06 Hyperparameters](06-hyperparameters.ipynb): learning rate, batch size, epochs,
# activations.
#
# Previous: [06 Hyperparameters](06-hyperparameters.ipynb). Next: [08 The forward pass](08-forward-pass.ipynb)

# %%
import numpy as np

from dlcourse.data import breast_cancer
from dlcourse.nn import Network
from dlcourse.plots import borders, learning_curves
from dlcourse.rivals import compare, mean_target, nearest_neighbour, no_hidden_layer
from dlcourse.widgets.predictions import ask
from dlcourse.widgets import Playground

# %% [markdown]
# ## From memory
#
# Three questions about earlier lectures. Answer each before you open it: what you fetch from memory stays there.
#
# <details><summary>1. You double the batch size and keep the epochs. What happens to the number of updates?</summary>
#
# It is about halved: an epoch still uses each row once, in half as many batches. See [06](06-hyperparameters.ipynb).
#
# </details>
# <details><summary>2. Half of the XOR networks with two hidden neurons did not find it. Where were they?</summary>
#
# On a plain: the cost still fell, ever more slowly, and the weights grew. Not in a valley. See [05](05-feed-forward-networks.ipynb).
#
# </details>
# <details><summary>3. What was the fair way to judge the assistant with so few sentences?</summary>
#
# Leave each one out in turn, train on the others, and ask for the one that was left out. See [01](01-introduction.ipynb).
#
# </details>

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
# A network can learn its rows by heart. Only rows that it has never seen can tell whether it has learnt more than that. So we put a
# quarter of them aside before we do anything else. The rows are sorted in many tables, so we choose them at random. (Where several rows belong to one
# person, all of them go to the same side.)
#
# **Exercise 1: split.** Shuffle the rows, and cut.


# %%
def split(X, y, share, rng):
    """Rows to train with, and rows held out.

    X : (m, n) array;  y : (m, 1) array;  rng : Generator
    share : part of the rows to hold out, such as 0.25 (round down)
    Returns X_train, X_test, y_train, y_test.
    """
    raise NotImplementedError("return four arrays")


# %%
from dlcourse.check.lectures import lecture_07 as check

check.split(split)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# How do you make sure that each row of X keeps its y?
#
# </details>
# <details><summary>Hint 2</summary>
#
# With 20 rows and share 0.25, 5 rows are held out. `rng.permutation(20)` is a random order of the numbers 0 to 19.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `test, train = order[:held], order[...]`
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
# Is one cut enough? You will try many things: another learning rate, more neurons, fewer epochs. Each time you look at the rows put aside and keep what does best on **them**. After
# thirty tries, is the best number still honest? No: among thirty networks of equal worth, one is lucky on these rows, and it is the one you keep. So we cut twice:
#
# - **training rows**: the network learns from them;
# - **validation rows**: you choose with them, as often as you like;
# - **test rows**: opened once, at the very end, for the number that you report.
#
# From here on the notebook uses the course's own split, so that your numbers are the numbers in the text.

# %%
order = np.random.default_rng(0).permutation(len(X))
test, validation, train = order[:142], order[142:284], order[284:]
X_train, X_valid, X_test = X[train], X[validation], X[test]
y_train, y_valid, y_test = y[train], y[validation], y[test]
X_train.shape, X_valid.shape, X_test.shape

# %% [markdown]
# ## Scale: give every measurement the same chance
#
# What does a network make of the numbers as they are?

# %%
raw = Network([30, 8, 1], hidden="relu", cost="cross_entropy", rng=0)
raw.fit(X_train, y_train, learning_rate=0.1, batch_size=32, epochs=50)
float(np.mean((raw.predict(X_valid) > 0.5) == (y_valid > 0.5)))

# %% [markdown]
# What "always benign" reaches, and not one row more. The areas, in the thousands, push every weighted sum so far out that the first updates destroy the
# network: its neurons stay at 0 for every row, and a ReLU at 0 has no slope to come back on.
#
# The cure is to **standardise**: from each column subtract its mean, and divide by its standard deviation. Then every column has mean 0
# and standard deviation 1. But whose mean? If the rows put aside take part in it, they are no longer unseen.
#
# **Exercise 2: scale.** Use the numbers of the training rows for both.


# %%
def scale(X_train, X_test):
    """Both standardised, with the mean and the standard deviation of each column of X_train.

    X_train : (m, n) array;  X_test : (k, n) array
    Returns two arrays of the same shapes.
    """
    raise NotImplementedError("return two arrays")


# %%
check.scale(scale)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Which rows may you look at, when you compute the mean?
#
# </details>
# <details><summary>Hint 2</summary>
#
# The mean of each column has the shape (n,): which axis disappears? Both arrays use the same mean and std.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return (X_train - mean) / std, (X_test - ...) / ...`
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
Z_train, Z_valid, Z_test = ((part - mean) / std for part in (X_train, X_valid, X_test))
print(f"{names[3]:16} from {Z_train[:, 3].min():8.3f} to {Z_train[:, 3].max():8.3f}")

# %% [markdown]
# The area now goes from about -1.4 to about 5, like everything else.

# %% [markdown]
# ## Build and train
#
# Thirty inputs, one hidden layer of eight neurons with ReLU, one output. The question has two answers, so the output is a sigmoid and
# the cost is cross-entropy. After every epoch we note the cost on the training rows and on the validation rows.

# %%
network = Network([30, 8, 1], hidden="relu", output="sigmoid", cost="cross_entropy", rng=0)
held_out = []
settings = {"learning_rate": 0.1, "batch_size": 32, "epochs": 50}
history = network.fit(
    Z_train, y_train, **settings, progress=lambda _: held_out.append(network.cost(Z_valid, y_valid))
)
history.updates[-1]

# %% [markdown]
# Fifty epochs of $\lceil 285 / 32 \rceil = 9$ updates are 450 updates, and they took less than a second. What do you expect of the two curves:
# which one will lie lower at the end?

# %%
learning_curves({"training rows": history.cost, "validation rows": held_out})

# %% [markdown]
# Both fall, the training cost further. That is how it should look: most of what the network has learnt holds for rows it never saw.

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
# A cost of 0.09 on the validation rows: is that good? People ask another question: how many are right? The network says "malignant" where
# $\hat y > 0.5$.
#
# **Exercise 3: accuracy.**


# %%
def accuracy(y_hat, y):
    """Share of rows in which the network is right, a number from 0 to 1.

    y_hat : (m, 1) array of values between 0 and 1;  y : (m, 1) array of 0 and 1
    """
    raise NotImplementedError("return a number from 0 to 1")


# %%
check.accuracy(accuracy)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# When is the network right about one row? What does it say at 0.7?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For y_hat = 0.7, 0.2 and y = 1, 1 the answer is 0.5. True counts as 1.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return np.mean((y_hat > 0.5) == ...)`
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
y_hat = network.predict(Z_valid)
float(np.mean((y_hat > 0.5) == (y_valid > 0.5)))

# %% [markdown]
# 98 % of the validation rows. What are the eight hidden neurons worth? Beside the network: the same network **without** a hidden layer, trained in the same way; the nearest
# training row; and "always benign". Which will win?

# %%
guess = None  # "network", "no hidden layer", "nearest neighbour" or "always benign"
rivals = {
    "network": y_hat,
    "no hidden layer": no_hidden_layer(Z_train, y_train, Z_valid, **settings),
    "nearest neighbour": nearest_neighbour(Z_train, y_train, Z_valid),
    "always benign": mean_target(Z_train, y_train, Z_valid),
}
beside = compare(y_valid, rivals, "right", guess)
beside

# %% [markdown]
# A single neuron does as well: the difference is one row of 142, which says nothing. On this table the eight hidden neurons were for nothing but learning how it is done. (The
# digits of [01](01-introduction.ipynb) needed theirs.) And the error bar is wide: 98 may as well be 94 or 99.
#
# Two mistakes are not alike here. A false alarm is a fright and another test; a tumour that is missed
# can cost a life. A **confusion matrix** tells them apart: a row for what is true, a column for what the network says.
#
# **Exercise 4: confusion.**


# %%
def confusion(y_hat, y):
    """How often what is true (rows: 0, 1) met what was said (columns: 0, 1).

    y_hat : (m, 1) array of values between 0 and 1;  y : (m, 1) array of 0 and 1
    Returns a (2, 2) array of counts that sum to m.
    """
    raise NotImplementedError("return a (2, 2) array of counts")


# %%
check.confusion(confusion)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Which of the four numbers counts the missed tumours?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For y = 1, 1, 0 and y_hat = 0.9, 0.1, 0.2 the answer is [[1, 0], [1, 1]]. Each entry counts the rows where two things are so: `&`.
#
# </details>
# <details><summary>Hint 3</summary>
#
# Entry [1, 0] is `np.sum(true & ...)`, with `said, true = y_hat > 0.5, y > 0.5`.
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
said, true = y_hat > 0.5, y_valid > 0.5
np.array([[np.sum(~true & ~said), np.sum(~true & said)], [np.sum(true & ~said), np.sum(true & said)]])

# %% [markdown]
# Lower left: the missed ones. Where the border lies is your choice: with `y_hat > 0.2` the network misses fewer, and gives more false alarms.
# Which is right is not a question of mathematics.

# %% [markdown]
# ## Improve: your choices
#
# Now it is your turn. First a warning. Here is the same network with a larger learning rate and 300 epochs. The training cost goes
# almost to 0. What will the cost on the validation rows do? And the share that is right?

# %%
long, seen, right = Network([30, 8, 1], hidden="relu", cost="cross_entropy", rng=1), [], []


def note(history):
    """Keep the cost and the accuracy on the validation rows."""
    seen.append(long.cost(Z_valid, y_valid))
    right.append(float(np.mean((long.predict(Z_valid) > 0.5) == (y_valid > 0.5))))


by_heart = long.fit(Z_train, y_train, learning_rate=0.5, batch_size=32, epochs=300, progress=note)
learning_curves({"training rows": by_heart.cost, "validation rows": seen}, log=True)

# %%
learning_curves({"validation rows": right}, ylabel="share that is right")

# %% [markdown]
# One cost goes down and down, the other turns and climbs to more than three times its lowest value. This is called **overfitting**: the network learns its rows by heart. And yet
# the share that is right stays where it was, to one or two rows. Both are true. What got worse is its **confidence**: it is surer of its few mistakes, and cross-entropy makes it pay for that. If somebody uses the
# probability (a doctor who asks "how sure?"), it matters; if only yes or no counts, hardly. Say which one you look at.
#
# The lowest point of the validation curve is where to stop.
#
# **Exercise 5: choose.** Return your settings. The check trains three networks with them, from three random starts, and judges
# them on the validation rows: at least 96 % right, and no overfitting.


# %%
def choices():
    """Your settings, a dictionary with five keys.

    "hidden_layers" : list of sizes, may be empty;  "hidden" : "relu", "sigmoid" or "tanh"
    "learning_rate", "batch_size", "epochs" : numbers; there are 285 training rows
    """
    raise NotImplementedError("return your five settings")


# %%
check.choices(choices)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# What is too low in the network above, and what was wrong with the one of 300 epochs?
#
# </details>
# <details><summary>Hint 2</summary>
#
# The network above is close to good enough. Smaller batches give more updates per epoch.
#
# </details>
# <details><summary>Hint 3</summary>
#
# A learning rate between 0.05 and 0.2 and 30 to 60 epochs stop before the validation curve turns: `"learning_rate": ..., "epochs": 40`
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
# ## Open the test, once
#
# You have chosen. Now, and only now, the test rows. You have looked at the validation rows many times, at these never: what do you expect, more or less than 98?

# %%
final = {"network": network.predict(Z_test), "always benign": mean_target(Z_train, y_train, Z_test)}
final |= {"no hidden layer": no_hidden_layer(Z_train, y_train, Z_test, **settings)}
guess = None  # "network", "always benign" or "no hidden layer"
report = compare(y_test, final, "right", guess)
report

# %% [markdown]
# This is the number to report: 138 of 142 are right, and with other rows it may be 93 to 99 of 100. It is a little lower than on the validation rows, as it usually is. Whatever you change from here
# on, these rows cannot judge any more. Large language models have the same trouble, with the web as training set: often the questions of a test were among the texts that the model has read.

# %% [markdown]
# ## Nearly the same in five lines
#
# When you know what the lines mean, you may write them shorter. This is scikit-learn. Two warnings: its `alpha` is **not** our learning rate but a penalty on large weights, here none;
# and without `solver="sgd", momentum=0` it would use another way of going down:

# %%
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

plain = {"solver": "sgd", "momentum": 0, "learning_rate_init": 0.1, "batch_size": 32, "alpha": 0}
model = make_pipeline(StandardScaler(), MLPClassifier([8], **plain, tol=1e-3, random_state=0))
model.fit(X_train, y_train.ravel()).score(X_valid, y_valid.ravel())

# %% [markdown]
# As good on the validation rows as ours: the same method, from other random weights. And in PyTorch the network would be
#
# ```python
# network = torch.nn.Sequential(torch.nn.Linear(30, 8), torch.nn.ReLU(), torch.nn.Linear(8, 1))
# cost = torch.nn.BCEWithLogitsLoss()
# ```
#
# The sigmoid is in the cost: both together can be computed without the overflow that you met in [03](03-activations.ipynb). Around it stands a loop of five lines: forward, cost, `zero_grad()`,
# `backward()`, `step()`. The third is the one that everybody forgets; without it the new slopes are added to the old ones. The others are what the rest of this course builds
# by hand, so that none of them is magic.

# %% [markdown]
# ## What you can now do
#
# You have taken real data from a table to a network that is right in 93 to 99 of 100 cases, no better than a single neuron, and you know what this number says and what it hides.
#
# Three questions to check yourself:
#
# 1. Why is the mean for scaling taken from the training rows alone?
# 2. A network is right in 63 % of these cases. What has it learnt?
# 3. The training cost falls, the validation cost rises. What is going on, and what would you change?
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
