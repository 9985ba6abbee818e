# %% [markdown]
# # 06 Hyperparameters
#
# After this notebook you can
#
# - say which choices a network cannot learn by itself;
# - choose activations for hidden layers and for the output;
# - say what the learning rate, the batch size and the number of epochs do, alone and together;
# - compare batch sizes fairly: at equal epochs, or at equal updates;
# - find the largest learning rate that still converges.
#
# **Time:** 75 minutes. **Builds on:** [05 Feed-forward networks](05-feed-forward-networks.ipynb).
#
# Previous: [05 Feed-forward networks](05-feed-forward-networks.ipynb). Next: [07 Your first network](07-first-network.ipynb)

# %%
import numpy as np

from dlcourse.data import breast_cancer
from dlcourse.nn import Network
from dlcourse.plots import against_three_axes
from dlcourse.widgets.predictions import ask
from dlcourse.widgets import Playground, UpdatesTable

# %% [markdown]
# ## From memory
#
# Three questions about earlier lectures. Answer each before you open it: what you fetch from memory stays there.
#
# <details><summary>1. What can three layers do without an activation between them?</summary>
#
# What one layer can: a weighted sum of weighted sums is a weighted sum. See [05](05-feed-forward-networks.ipynb).
#
# </details>
# <details><summary>2. When does the perceptron's rule change its weights?</summary>
#
# Only where its answer is wrong. A right answer moves nothing. See [04](04-perceptron.ipynb).
#
# </details>
# <details><summary>3. Where is the slope of the sigmoid largest, and how large is it there?</summary>
#
# At $z = 0$, where it is 0.25. Far from 0 it is nearly 0. See [03](03-activations.ipynb).
#
# </details>

# %% [markdown]
# ## What a network cannot learn
#
# Weights and biases are learnt. They are the **parameters**. Everything that must be chosen before learning begins is a
# **hyperparameter**: how many layers, which activations, how large an update, how many rows for each update, how long. No gradient tells you
# these; you try, look, and try again. This notebook is about looking well.

# %% [markdown]
# ## Activations: there is no rule of thumb
#
# No activation is best for everything. What people do by habit: **ReLU in the hidden layers**. It is cheap, and its slope does not shrink
# for large $z$. In small networks tanh often learns more smoothly. Try both below: the same data, the same seed, another activation.

# %%
Playground("activations", predict=ask("identity in every layer"))

# %% [markdown]
# ## The output fits the problem
#
# The hidden layers are free, the output is not. It must be able to say what is asked:
#
# | problem | output activation | cost |
# |--|--|--|
# | a number, such as a price | identity | squared error |
# | one of two classes | sigmoid | cross-entropy |
# | one of many classes | softmax | cross-entropy over the classes |
#
# **Softmax** turns $K$ numbers into $K$ probabilities that sum to 1: $a_i = e^{z_i} / \sum_k e^{z_k}$. This course shows it once, here. Its networks
# for ten digits use ten sigmoids, each with its own yes or no.

# %%
z = np.array([2.0, 1.0, -1.0])
softmax = np.exp(z) / np.exp(z).sum()
softmax, float(softmax.sum())

# %% [markdown]
# **And the step?** It has a jump at 0, and its slope is 0 everywhere else. The slope is the reason: gradient descent moves a weight by its slope,
# and where that is 0 nothing moves. The course's network refuses it:

# %%
try:
    Network([2, 4, 1], hidden="step")
except ValueError as error:
    print(error)

# %% [markdown]
# ## The learning rate
#
# $$w := w - \alpha \frac{\partial J}{\partial w}$$
#
# The **learning rate** $\alpha$ says how far one update moves the weight. First say what will happen; then start the playground, and move the large slider while it learns.
# What do you expect at 10?

# %%
Playground("learning-rate", seed=2, predict=ask("tiny learning rate"))

# %% [markdown]
# Too small, and the cost creeps. Too large, and it jumps, or diverges. **Next step** goes on, and lets several learning rates race. In each step
# the slider changes the run in the frame.
#
# **Exercise 1: one update.**


# %%
def next_weight(w, slope, alpha):
    """The weight after one update. w, slope, alpha : numbers"""
    raise NotImplementedError("return the new weight")


# %%
from dlcourse.check.lectures import lecture_06 as check

check.next_weight(next_weight)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# If the slope is positive, must w become larger or smaller?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For w = 2, slope = 3 and alpha = 0.1 the answer is 1.7.
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
# def next_weight(w, slope, alpha):
#     return w - alpha * slope
# ```
#
# </details>

# %% [markdown]
# **Exercise 2: a game.** Find the largest learning rate that still converges. The task: a single neuron with the identity, on the five students,
# all rows per update, 2000 updates. Your score is your learning rate as a share of the largest possible; 90 is enough to pass. Above the limit it
# diverges, and the score is 0.


# %%
def largest_rate():
    """Your learning rate, a number."""
    raise NotImplementedError("return a learning rate")


# %%
check.largest_rate(largest_rate)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# You know one rate that converges and one that diverges. Which third one tells you most?
#
# </details>
# <details><summary>Hint 2</summary>
#
# Try 0.1 and 2. The middle of both halves the distance, whatever happens; then again.
#
# </details>
# <details><summary>Hint 3</summary>
#
# The limit lies between 0.5 and 1: `return 0.6...`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def largest_rate():
#     return 0.61
# ```
#
# </details>

# %% [markdown]
# ## Batch size
#
# How many rows does the network look at before it makes an update? That is the **batch size**. A large batch gives nearly the true slope; a
# small one gives a rough slope, but makes many more updates with the same data. Say what the slider will do, then move it:

# %%
Playground("batch-size", seed=2, predict=ask("batches of one"))

# %% [markdown]
# ## Epochs
#
# One **epoch** has passed when all rows of the training data have been used once. With $N$ training rows ($N$ is the $m$ of the other lectures) and batches of some size, an epoch makes
# $\lceil N / \text{batch size} \rceil$ updates: a short last batch counts.

# %%
UpdatesTable(N=427, batch_size=32, epochs=10)

# %% [markdown]
# **Exercise 3: how long?** You want a number of updates. How many whole epochs does that take?


# %%
def epochs_for(updates, N, batch_size):
    """The smallest number of epochs that makes at least that many updates, an int."""
    raise NotImplementedError("return an int")


# %%
check.epochs_for(epochs_for)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# How many updates does one epoch make? What if the batch size does not divide N?
#
# </details>
# <details><summary>Hint 2</summary>
#
# 10 rows in batches of 3 make 4 updates. 10 updates at 4 per epoch take 3 epochs. Twice something is rounded up.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `per_epoch = -(-N // batch_size)`, and then `return -(-updates // ...)`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def epochs_for(updates, N, batch_size):
#     per_epoch = -(-N // batch_size)
#     return -(-updates // per_epoch)
# ```
#
# </details>

# %% [markdown]
# More epochs are not always better. The thin curve is the cost on rows that were held out. What will it do when the points are few and noisy?

# %%
Playground("epochs", seed=1, predict=ask("few noisy points"))

# %% [markdown]
# ## Batch size versus epochs
#
# Which batch size is better, 8, 64 or all 427? The question is not fair until you say what is equal. Here are three runs on real data, of 140
# updates or more each. We cut first and scale then, with the training rows alone; [07](07-first-network.ipynb) says why.

# %%
X, y, _ = breast_cancer()
X, y = X[:427], y[:427]
X = (X - X.mean(axis=0)) / X.std(axis=0)
runs = {}
for size, epochs in ((8, 10), (64, 20), (427, 140)):
    network = Network([30, 8, 1], hidden="tanh", cost="cross_entropy", rng=0)
    runs[size] = network.fit(X, y, learning_rate=0.1, batch_size=size, epochs=epochs)

# %% [markdown]
# **At equal epochs** each row has been used equally often. After 10 epochs:

# %%
{size: (run.updates[9], round(run.cost[9], 3)) for size, run in runs.items()}

# %% [markdown]
# Each entry is (updates, cost). The small batches win by far: they have made 540 updates, the full batch 10.
#
# **At equal updates**: the first epoch after which there are at least 140 of them. (The cost is noted after each epoch, so that the batches of 8 have some more.)

# %%
at_140 = {}
for size, run in runs.items():
    k = int(np.searchsorted(run.updates, 140))
    at_140[size] = (run.updates[k], run.samples[k], round(run.cost[k], 3))
at_140

# %% [markdown]
# Each entry is (updates, rows used, cost); a row counts each time it is used, and the picture below calls that "samples seen". Now the three lie close together, but the full
# batch has used about fifty times as many rows as the batches of 8. **At equal samples seen**, 4270 of them, we are back at ten epochs. Here is the same comparison as a
# picture: the same three runs, against three axes.

# %%
against_three_axes({f"batch size {size}": run for size, run in runs.items()})

# %% [markdown]
# So: small batches use the data well; large ones use the machine well, because a computer multiplies one large matrix faster
# than many small ones. The noise of small batches also helps to leave flat places, and beyond some size more rows give hardly a better slope. For small tables
# people take 16 to 256. Large language models take from half a million to some millions of words for each update, and see most of their text about once: for them, ten epochs would be many.
#
# ## Together: learning rate and batch size
#
# A smaller batch makes more updates per epoch. Does the best learning rate depend on the batch size, then? Five epochs each, on the same data. Which corner of
# the table will be the worst: small batches with the largest learning rate, or the full batch with the smallest?

# %%
rates, sizes = (0.01, 0.1, 1.0, 10.0), (8, 64, 427)
table = {}
for size in sizes:
    for rate in rates:
        network = Network([30, 8, 1], hidden="tanh", cost="cross_entropy", rng=0)
        run = network.fit(X, y, learning_rate=rate, batch_size=size, epochs=5)
        table[size, rate] = run.cost[-1]
print("batch size " + "".join(f"{'alpha = ' + str(rate):>14}" for rate in rates))
for size in sizes:
    print(f"{size:10} " + "".join(f"{table[size, rate]:14.3f}" for rate in rates))

# %% [markdown]
# The two corners are close, and both are bad for opposite reasons: one jumps, the other has hardly begun. One table is one start, and one start is no answer. Here are
# both corners for five starts:

# %%
corners = {}
for size, rate in ((8, 10.0), (427, 0.01)):
    runs_of = (Network([30, 8, 1], hidden="tanh", cost="cross_entropy", rng=seed) for seed in range(5))
    costs = [n.fit(X, y, learning_rate=rate, batch_size=size, epochs=5).cost[-1] for n in runs_of]
    corners[size, rate] = [round(cost, 2) for cost in costs]
corners

# %% [markdown]
# The full batch with 0.01 has the same bad cost from every start. The batches of 8 with 10 are wild: worse from some starts, better from others. So the honest answer is:
# **it depends on the start**. One table alone would have made you sure of something that is not so.
#
# The rest of the table can be read. With batches of 8, 0.1 does well and 1 a little better; 10 is far too large. With batches of 64, 10 does about as well as 1: the mean over more rows is
# a better slope, and allows a larger update. With all 427 rows there are only five updates, and with 0.1 they have hardly begun. The choices depend on each other: if you change
# the batch size, look at the learning rate again, and at the number of epochs.

# %% [markdown]
# ## What you can now do
#
# You know which choices are yours, what each of them does, and how to compare two runs without fooling yourself.
#
# Three questions to check yourself:
#
# 1. You double the batch size and keep the epochs. What happens to the number of updates?
# 2. The cost falls, then jumps up and down without end. Which hyperparameter do you touch first?
# 3. Why does a network for prices not end in a sigmoid?
#
# <details><summary>Answers</summary>
#
# 1. It is about halved.
# 2. The learning rate: make it smaller.
# 3. A sigmoid stays between 0 and 1. The identity can say any number.
#
# </details>
#
# Previous: [05 Feed-forward networks](05-feed-forward-networks.ipynb). Next: [07 Your first network](07-first-network.ipynb)

# %% nbgrader={"grade": true, "grade_id": "so_far", "locked": true, "points": 0, "schema_version": 3, "solution": false, "task": false}
# Which exercises of this notebook pass.
from dlcourse import so_far

so_far(lecture=True)
