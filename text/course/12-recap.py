# %% [markdown]
# # 12 Recap
#
# After this notebook you can
#
# - draw the whole of learning as one loop, and say what each part gives to the next;
# - answer twelve questions about it without looking;
# - find a bug in a backward pass with a gradient check and a plot;
# - say what comes next, and begin the assignment.
#
# **Time:** 80 minutes. **Builds on:** all notebooks before it, above all [11 Backpropagation](11-backpropagation.ipynb).
#
# Previous: [11 Backpropagation](11-backpropagation.ipynb). Next: the assignment *Implementing Backpropagation*

# %%
import inspect

from dlcourse.bug_hunt import lecture_12 as hunt
from dlcourse.plots import learning_curves, training_loop
from dlcourse.widgets.predictions import ask
from dlcourse.widgets import BackpropStepper

# %% [markdown]
# ## From memory
#
# Three questions about earlier lectures. Answer each before you open it: what you fetch from memory stays there.
#
# <details><summary>1. A neuron has two children. How do you get its blame?</summary>
#
# Along each way the factors multiply; the ways add up; then its own slope. See [11](11-backpropagation.ipynb).
#
# </details>
# <details><summary>2. The cost has settled. Is it an optimum?</summary>
#
# Perhaps. On a plain it settles as well: a stop is not an optimum. See [10](10-gradient-descent.ipynb).
#
# </details>
# <details><summary>3. What does a loss belong to, and what a cost?</summary>
#
# The loss belongs to one example. The cost is the mean of all losses. See [09](09-cost.ipynb).
#
# </details>

# %% [markdown]
# ## Recap: the loop in one picture
#
# Cover the picture and draw it yourself first. Six boxes. What does each give to the next?

# %%
training_loop()

# %% [markdown]
# The boxes are links. The forward pass keeps its $Z$ and $A$, because the backward pass needs them. The cost tells how wrong the answers
# are; the backward pass tells who is to blame; the update, and nothing before it, changes the weights.
#
# Walk once round the loop: forward, cost, back, update. First say when the weights will change.

# %%
BackpropStepper(predict=ask("moment of the update"))

# %% [markdown]
# ## Twelve questions
#
# Answer each in a sentence before you unfold it.
#
# <details><summary>1. What is the difference between a parameter and a hyperparameter?</summary>
#
# Parameters (weights, biases) are learnt: the cost has a slope for each of them, and gradient descent follows it. Hyperparameters (layers,
# learning rate, batch size) are chosen before learning begins, because no slope tells which way to change them. See
# [06](06-hyperparameters.ipynb).
#
# </details>
# <details><summary>2. What are the two parts of a neuron?</summary>
#
# The weighted sum of its inputs with its bias, $z = w_0 x_0 + w_1 x_1 + \dots + b$, and the activation $a = g(z)$. The first decides what the
# neuron listens to, the second how it answers. See [02](02-neurons.ipynb).
#
# </details>
# <details><summary>3. Why is a network of weighted sums alone no better than one neuron?</summary>
#
# Put one weighted sum into another and multiply out: what comes out is a weighted sum of the inputs again, with other weights. So all layers
# together can do what one layer can, draw one line. Only a non-linear activation between them makes more layers useful. See
# [05](05-feed-forward-networks.ipynb).
#
# </details>
# <details><summary>4. Why does a hidden layer not use the binary step?</summary>
#
# Gradient descent moves a weight by the slope of the cost, and the slope contains the derivative of the activation. The step's is 0 wherever
# it exists, so every weight before it gets the gradient 0 and stays where it is. See [03](03-activations.ipynb).
#
# </details>
# <details><summary>5. What can a perceptron not learn, and why?</summary>
#
# Classes that no straight line separates, such as XOR. Its decision changes where $w_0 x_0 + w_1 x_1 + b = 0$, and these points are one line;
# it has no second one. See [04](04-perceptron.ipynb).
#
# </details>
# <details><summary>6. What does $W^2_{(1,0)}$ connect?</summary>
#
# It leads from neuron 0 of layer 1 to neuron 1 of layer 2: the destination comes first, its layer above. In code it is `W2[1, 0]`, a row for
# each destination. See [08](08-forward-pass.ipynb).
#
# </details>
# <details><summary>7. Why do weights start at random numbers and not at zero?</summary>
#
# Neurons of a layer with equal weights compute the same, so they get the same gradient and make the same step. They stay alike for ever and
# do the work of one neuron. Different random weights break this symmetry. See [08](08-forward-pass.ipynb).
#
# </details>
# <details><summary>8. What is the difference between loss and cost?</summary>
#
# The loss belongs to one example: how wrong is this answer? The cost is the mean of the losses of all examples. It is the number that
# training lowers, and because it is a mean, it does not grow with the table. See [09](09-cost.ipynb).
#
# </details>
# <details><summary>9. What does backpropagation do, and what does gradient descent do?</summary>
#
# Backpropagation computes: one pass back through the network gives the slope of the cost for every weight and bias. Gradient descent uses: it
# moves each of them a small step against its slope. One could replace either and keep the other. See [10](10-gradient-descent.ipynb).
#
# </details>
# <details><summary>10. 1000 examples, batches of 64: how many updates in an epoch?</summary>
#
# $\lceil 1000 / 64 \rceil = 16$. Fifteen batches hold 960 examples; the 40 that are left make a sixteenth, short batch, and it counts,
# because every example is used once. See [10](10-gradient-descent.ipynb).
#
# </details>
# <details><summary>11. Why does the backward pass start at the output?</summary>
#
# The output is the only layer whose effect on the cost is known directly. A neuron before it acts on the cost only through the layer after
# it, so it needs that layer's slopes first, and multiplies them with its own. That is the chain rule. See [11](11-backpropagation.ipynb).
#
# </details>
# <details><summary>12. When are the weights updated?</summary>
#
# After the whole backward pass, all at once. A layer's slopes are computed with the weights of the layer after it. Had these been changed
# already, they would be weights that took no part in the forward pass, and the slopes would be wrong. See [11](11-backpropagation.ipynb).
#
# </details>

# %% [markdown]
# ## The bug hunt
#
# Somebody has written the backward pass six times, and made one mistake each time. Two tools will find them. The first: **the gradient check**. It
# compares each gradient with a measured one. Below 1e-4 they agree, as in lecture 11.

# %%
for name, network in hunt.NETWORKS.items():
    errors = hunt.largest_errors(network)
    print(name, {key: f"{value:.1e}" for key, value in errors.items()})

# %% [markdown]
# Each number is the largest error among the entries of a gradient. 1.0e+00 says that somewhere a sign is wrong, or an entry is missing. Which gradients are wrong tells where to read. The second tool: **the curve of
# the cost**. Before you run the cell: will a network with wrong gradients always fail to learn?

# %%
curves = {name: hunt.costs(network) for name, network in hunt.NETWORKS.items()}
learning_curves(curves, log=True)

# %% [markdown]
# No! A, D and E learn: their gradients are wrong, and the cost falls all the same. B goes uphill, C ends almost where it began, and F breaks off, because it diverged. A falling
# cost proves nothing, and that is why one checks gradients.
#
# **Exercise 1: which learn all the same?** Call "learns" what ends below a quarter of its first cost. `curves[name]` is the list of costs.


# %%
def learners(curves):
    """Names of the networks whose last cost is below a quarter of their first, in order.

    curves : {name: list of costs}. Returns a list of names.
    """
    raise NotImplementedError("return a list of names")


# %%
from dlcourse.check.lectures import lecture_12 as check

check.learners(learners)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Which two numbers of each list do you need?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For {"A": [1, 0.1], "B": [1, 0.9]} the answer is ["A"]. `curves.items()` gives each name with its list, and `[-1]` is the last entry.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return [name for name, costs in curves.items() if costs[-1] < ...]`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def learners(curves):
#     return [name for name, costs in curves.items() if costs[-1] < costs[0] / 4]
# ```
#
# </details>

# %% [markdown]
# Now read them. Here is one; change the letter for the others.

# %%
print(inspect.getsource(hunt.NETWORKS["A"]))

# %% [markdown]
# **Exercise 2: the wrong gradients.** Which gradients of a network does the check find wrong?


# %%
def wrong_gradients(errors):
    """Names of the gradients whose error is above 1e-4, in the order of the dictionary.

    errors : {"dW1": number, "db1": number, ...}
    """
    raise NotImplementedError("return a list of names")


# %%
check.wrong_gradients(wrong_gradients)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Rounding alone gives errors of about 1e-9. On which side of the threshold is that?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For {"dW1": 1e-9, "db1": 0.3} the answer is ["db1"].
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return [name for name, error in errors.items() if ...]`
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def wrong_gradients(errors):
#     return [name for name, error in errors.items() if error > 1e-4]
# ```
#
# </details>

# %% [markdown]
# **Exercise 3: name the bugs.** One kind for each network:

# %%
hunt.KINDS


# %%
def bugs():
    """{"A": kind, "B": kind, ..., "F": kind}, with the kinds written as in hunt.KINDS."""
    raise NotImplementedError("return a dictionary with six kinds")


# %%
check.bugs(bugs)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# B is wrong in every gradient, by the factor -1. D is wrong in layer 1 alone. Which lines can do that?
#
# </details>
# <details><summary>Hint 2</summary>
#
# A and E are wrong in `db` alone. C and F are right in the last layer and wrong before it: look at the line of `dZ`.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `"C"` has one factor too few in that line, and `"F": ...` a wrong one.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def bugs():
#     return {
#         "A": "average missing for the biases",
#         "B": "sign turned round",
#         "C": "activation's derivative left out",
#         "D": "first layer skipped",
#         "E": "biases never updated",
#         "F": "slope of z instead of a",
#     }
# ```
#
# </details>

# %% [markdown]
# ## What comes next
#
# You have met every part of a network that learns. What people build on it: layers that share weights over a picture (convolutional networks), layers that read a
# text one word after the other (recurrent networks), layers that read all words of a text at once and let each look at the others (attention, in the transformers that language models are made of), better updates than
# those of plain gradient descent (momentum, Adam), and libraries such as PyTorch that write the backward pass for you. The boxes of the loop stay; what is in them changes.
#
# ## The road to the assignment
#
# Five assignments are graded. They lie beside the lectures, and each has checks that tell you at once what is wrong. Three are steps on the way:
#
# 1. [The Perceptron](perceptron/perceptron.ipynb): one neuron that learns by a rule, and where it must fail. After lecture 04.
# 2. [Forward Pass and Cost](forward-pass-and-cost/forward-pass-and-cost.ipynb): from an edge to a network, and how wrong it is. After lecture 09.
# 3. [Gradient Descent](gradient-descent/gradient-descent.ipynb): slopes, steps and the largest learning rate that still works. After lecture 10.
#
# Then the big one. 4. [Implementing Backpropagation](implementing-backpropagation/implementing-backpropagation.ipynb) asks for ten functions, from
# the activations to the training loop, for any depth. Begin with the activations; you have written most of it here already.
#
# And 5. [Bug Hunt](bug-hunt/bug-hunt.ipynb) goes on where the exercise above stopped: six other programs, one bug in each, and this time you say
# in which line it stands. Two of them learn perfectly well.

# %% [markdown]
# ## What you can now do
#
# You can explain how a network learns, to somebody who has never heard of it, with one picture. And you do not believe a backward pass
# because its cost falls.
#
# Three questions to check yourself:
#
# 1. Which box of the loop needs the most memory, and why?
# 2. A gradient check finds 1e-9 everywhere, and still nothing is learnt. Where do you look?
# 3. What would you show somebody who says that a network "understands" a picture?
#
# <details><summary>Answers</summary>
#
# 1. The forward pass: all its $Z$ and $A$ are kept until the backward pass has used them.
# 2. Not at the gradients. Learning rate, data, scaling, the output's activation, dead ReLUs.
# 3. Its mistakes, for example: they are rarely the ones a person would make.
#
# </details>
#
# Previous: [11 Backpropagation](11-backpropagation.ipynb). Next: the assignment *Implementing Backpropagation*

# %% nbgrader={"grade": true, "grade_id": "so_far", "locked": true, "points": 0, "schema_version": 3, "solution": false, "task": false}
# Which exercises of this notebook pass.
from dlcourse import so_far

so_far(lecture=True)
