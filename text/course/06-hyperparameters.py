# %% [markdown]
# # 06 Hyperparameters
#
# After this notebook you can
#
# - say which choices a network cannot learn for itself;
# - choose activations for hidden layers and for the output;
# - say what the learning rate, the batch size and the number of epochs do, alone and together;
# - compare batch sizes fairly: at equal epochs, or at equal updates;
# - find the largest learning rate that still converges.
#
# **Time:** 60 minutes. **Builds on:** [05 Feed-forward networks](05-feed-forward-networks.ipynb).
#
# Previous: [05 Feed-forward networks](05-feed-forward-networks.ipynb). Next: [07 Your first network](07-first-network.ipynb)

# %%
import numpy as np

from dlcourse.data import breast_cancer
from dlcourse.nn import Network
from dlcourse.plots import learning_curves
from dlcourse.widgets import Playground, UpdatesTable

# %% [markdown]
# ## What a network cannot learn
#
# Weights and biases are learnt. They are the **parameters**. Everything that must be chosen before learning begins is a
# **hyperparameter**: how many layers, which activations, how large a step, how much data for each step, how long. No gradient tells you
# these; you try, look, and try again. This notebook is about looking well.

# %% [markdown]
# ## Activations: there is no rule of thumb
#
# No activation is best for everything. What people do by habit: **ReLU in the hidden layers**. It is cheap, and its slope does not shrink
# for large $z$. In small networks tanh often learns more smoothly. Try both below: the same data, the same seed, another activation.

# %%
Playground(
    "activations",
    predict={
        "question": "With the identity in all hidden layers, can this network enclose the circle?",
        "choices": ["Yes, it only takes longer", "No, its border stays a straight line", "It depends on the seed"],
        "answer": 1,
        "because": "Layers without a non-linear activation are one layer, and one layer draws a line.",
    },
)

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
# The **learning rate** $\alpha$ says how long a step is. Start the playground, and move the large slider while it learns. What do you expect
# at 0.001, and what at 10?

# %%
Playground("learning-rate", seed=2)

# %% [markdown]
# Too small, and the cost creeps. Too large, and it jumps, or diverges. Freeze a run, reset, and lay another learning rate over it.
#
# **Exercise 1: one step.**


# %%
def step(w, slope, alpha):
    """The weight after one update. w, slope, alpha : numbers"""
    raise NotImplementedError("against the slope")


# %%
from dlcourse.check import lecture_06 as check

check.step(step)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# The formula above, in Python. The slope points uphill.
#
# </details>
# <details><summary>Hint 2</summary>
#
# A positive slope must make w smaller.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def step(w, slope, alpha):
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
    raise NotImplementedError("try 0.1 first, then halve the distance")


# %%
check.largest_rate(largest_rate)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Take one rate that converges and one that diverges, and try the middle. Whatever happens, the distance is halved.
#
# </details>
# <details><summary>Hint 2</summary>
#
# The limit lies between 0.5 and 1.
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
# How many rows does the network look at before it makes an update? That is the **batch size**. A large batch feels the true slope; a
# small one feels a rough idea of it, but makes many more updates with the same data. Move both sliders:

# %%
Playground("batch-size", seed=2)

# %% [markdown]
# ## Epochs
#
# One **epoch** has passed when all rows of the training data have been used once. With $N$ rows and batches of some size, an epoch makes
# $\lceil N / \text{batch size} \rceil$ updates: a short last batch counts.

# %%
UpdatesTable(N=427, batch_size=32, epochs=10)

# %% [markdown]
# **Exercise 3: how long?** You want a number of updates. How many whole epochs does that take?


# %%
def epochs_for(updates, N, batch_size):
    """The smallest number of epochs that makes at least that many updates, an int."""
    raise NotImplementedError("updates per epoch first, rounded up; then round up again")


# %%
check.epochs_for(epochs_for)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# `-(-N // batch_size)` is N / batch_size, rounded up.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Divide the updates you want by the updates of one epoch, and round up: 10 updates at 4 per epoch take 3 epochs.
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
# More epochs are not always better. On few and noisy points a large network learns them by heart: watch the thin curve, the held-out cost, turn up.

# %%
Playground("epochs", seed=1)

# %% [markdown]
# ## Batch size versus epochs
#
# Which batch size is better, 8, 64 or all 427? The question is not fair until you say what is equal. Here are three runs on real data, of 140
# updates or more each.

# %%
X, y, _ = breast_cancer()
X = (X - X.mean(axis=0)) / X.std(axis=0)
X, y = X[:427], y[:427]
runs = {}
for size, epochs in ((8, 10), (64, 20), (427, 140)):
    network = Network([30, 8, 1], hidden="tanh", cost="cross_entropy", rng=0)
    runs[size] = network.fit(X, y, learning_rate=0.1, batch_size=size, epochs=epochs)

# %% [markdown]
# **At equal epochs**, and so at equal samples seen (an epoch sees each row once), after 10 epochs:

# %%
{size: (run.updates[9], round(run.cost[9], 3)) for size, run in runs.items()}

# %% [markdown]
# Each entry is (updates, cost). The small batches win by far: they have made 540 updates, the full batch 10.
#
# **At equal updates**, after 140 of them:

# %%
at_140 = {}
for size, run in runs.items():
    k = int(np.searchsorted(run.updates, 140))
    at_140[size] = (run.updates[k], run.samples[k], round(run.cost[k], 3))
at_140

# %% [markdown]
# Each entry is (updates, samples seen, cost). Now the three lie close together, but the full batch has looked at about fifty times as many samples as the
# batches of 8. So: small batches use the data well; large ones use the machine well, because a computer multiplies one large matrix faster
# than many small ones. In practice people take 16 to 256.

# %%
learning_curves({f"batch size {size}": run.cost[:20] for size, run in runs.items()})

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
