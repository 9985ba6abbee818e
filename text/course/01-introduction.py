# %% [markdown]
# # 01 Introduction
#
# After this notebook you can
#
# - say what machine learning is, and what deep learning is within it;
# - tell what is built by hand in AI, in machine learning and in deep learning, and what is learnt;
# - train a network that reads handwritten digits, one that cleans them, and one that understands a short sentence;
# - say what such a network cannot do.
#
# **Time:** 45 minutes. **Builds on:** [00 Start here](00-start-here.ipynb).
#
# Previous: [00 Start here](00-start-here.ipynb). Next: [02 Neurons](02-neurons.ipynb)

# %%
import numpy as np

from dlcourse.data import bag_of_words, digits, intents, noisy
from dlcourse.nn import Network
from dlcourse.plots import images, in_and_out, network_diagram

# %% [markdown]
# ## Machine learning
#
# How do you write a program that reads a handwritten 7? You could write rules: a stroke across, a stroke down. Then somebody writes a 7 with a bar
# through it. **Machine learning** takes another way: it gives the computer examples instead of rules, and the program finds what
# they have in common. It is a part of artificial intelligence: the computer learns without being told each rule.
#
# ## Deep learning is a part of it
#
# **Deep learning** is machine learning with networks of many simple units, put in layers. Such networks are very good at finding patterns, in
# pictures, in sound, in text.
#
# ## A hierarchy of layers
#
# The first layer looks at the raw numbers. Each layer after it builds on what the one before has found: from dots to strokes, from strokes to shapes,
# from shapes to digits. Nobody writes down what a layer should look for. It is learnt. The idea is taken, loosely, from the brain.

# %%
network_diagram([4, 4, 3, 2], names=False)

# %% [markdown]
# ## AI, machine learning, deep learning: who does the work?
#
# | | what people build by hand | what is learnt from examples |
# |--|--|--|
# | rules (classical AI) | all rules | nothing |
# | machine learning | which features to measure | how to weigh the features |
# | deep learning | the layers, and how they learn | the features and how to weigh them |
#
# Each row contains less handwork than the one before, and needs more examples.

# %% [markdown]
# ## Optical character recognition (OCR)
#
# Let us do it. 1797 digits, written by hand, each 8 by 8 pixels (UCI Machine Learning Repository, licence CC BY 4.0).

# %%
X, y = digits()
order = np.random.default_rng(0).permutation(len(X))
test, train = order[:449], order[449:]
images([X[test[:10]]], [str(k) for k in y[test[:10]].argmax(axis=1)])

# %% [markdown]
# We train on three quarters of them and keep one quarter for the test. Before you run the cell: somebody who guesses is right once in ten times. How often
# will the network be right, after less than ten seconds?

# %%
reader = Network([64, 64, 10], hidden="relu", cost="cross_entropy", rng=0)
reader.fit(X[train], y[train], learning_rate=0.5, batch_size=32, epochs=40)
said = reader.predict(X[test]).argmax(axis=1)
float(np.mean(said == y[test].argmax(axis=1)))

# %% [markdown]
# About 98 of 100, on digits it has never seen. The network has ten outputs, one for each digit, each with its own yes or no; most people would use a softmax
# here, which you meet in [06](06-hyperparameters.ipynb). Now look at its mistakes. Would you have read them?

# %%
wrong = np.flatnonzero(said != y[test].argmax(axis=1))[:8]
images([X[test[wrong]]], [f"said {said[k]}, is {y[test[k]].argmax()}" for k in wrong])

# %% [markdown]
# What it cannot do: read a letter. Show it an A, and it will name a digit all the same. It knows ten answers and no "I do not know".
#
# **Exercise 1: how often right?** Write the measure that we just used.


# %%
def share_right(said, true):
    """Share of the answers that are right, from 0 to 1. said, true : (m,) arrays of digits"""
    raise NotImplementedError("compare, then take the mean")


# %%
from dlcourse.check import lecture_01 as check

check.share_right(share_right)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# `said == true` is an array of True and False.
#
# </details>
# <details><summary>Hint 2</summary>
#
# The mean of True and False is the share of True: `np.mean`.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def share_right(said, true):
#     return np.mean(said == true)
# ```
#
# </details>

# %% [markdown]
# ## Image denoising
#
# The same data, another task: noise goes in, a clean digit should come out. The network has 64 outputs, one per pixel.

# %%
rng = np.random.default_rng(1)
spoilt = noisy(X, rng)
cleaner = Network([64, 64, 64], hidden="relu", cost="cross_entropy", rng=0)
cleaner.fit(spoilt[train], X[train], learning_rate=0.3, batch_size=32, epochs=80)
cleaned = cleaner.predict(spoilt[test])
images([spoilt[test[:8]], cleaned[:8], X[test[:8]]], names=["noisy", "cleaned", "true"])

# %% [markdown]
# How much better is it? The usual measure is the **peak signal-to-noise ratio** (PSNR), in decibels. Larger is better.


# %%
def psnr(a, b):
    """Peak signal-to-noise ratio of images with brightness from 0 to 1, in decibels."""
    return float(10 * np.log10(1 / np.mean((a - b) ** 2)))


psnr(spoilt[test], X[test]), psnr(cleaned, X[test])

# %% [markdown]
# More than one decibel gained on digits it has never seen. Look closely: it also smooths strokes that were there, and now and then it invents one.
# It returns what is likely, and that is not always what is true.

# %% [markdown]
# ## Virtual assistants
#
# "What time is it?" An assistant must find out what you want: your **intent**. Here are 40 sentences with five intents, written for this course. A
# sentence becomes numbers in the plainest way: a column for each word, with 1 where the word occurs. This is called a bag of words.

# %%
sentences, wanted, names, known = intents()
assistant = Network([len(known), 16, len(names)], hidden="relu", cost="cross_entropy", rng=0)
assistant.fit(sentences, wanted, learning_rate=0.5, batch_size=8, epochs=200)
len(sentences), len(known), names


# %%
def answer(sentence):
    """The intent of a sentence, or that it is not known."""
    words = bag_of_words(sentence, known)
    if not words.any():
        return "I know none of these words."
    y_hat = assistant.predict(words[None, :])[0]
    return names[y_hat.argmax()] if y_hat.max() > 0.5 else "I do not know."


[answer(text) for text in ("Is it late?", "Play something", "Will it rain tomorrow?", "Bonjour", "")]

# %% [markdown]
# Try sentences of your own. Find one that it gets wrong: word order does not exist for it, so "do not play music" and "play music" are nearly the
# same. It understands nothing; it has counted words.
#
# **Exercise 2: a bag of words.**


# %%
def bag(sentence, known):
    """A list with 1 for each word of ``known`` that occurs in the sentence, else 0.

    sentence : small letters, words with spaces between them;  known : list of words
    """
    raise NotImplementedError("split the sentence, then look up each known word")


# %%
check.bag(bag)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# `sentence.split()` gives the list of its words.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `word in words` is True or False for a whole word. `word in sentence` would find "art" in "start".
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def bag(sentence, known):
#     words = sentence.split()
#     return [1 if word in words else 0 for word in known]
# ```
#
# </details>

# %% [markdown]
# ## Other applications
#
# What goes in, and what comes out? It is the same loop everywhere; what changes is the data and the size.

# %%
in_and_out({
    "image processing": ("a photo", "the photo, sharper or repaired"),
    "face recognition": ("a photo of a face", "whose face it is, or nobody's"),
    "object detection": ("a street scene", "boxes: car, person, sign"),
    "video analytics": ("many images in a row", "what happens, and when"),
    "deep reinforcement learning": ("the state of a game", "the next move"),
    "sentiment analysis": ("a review", "pleased or not pleased"),
    "speech recognition": ("sound", "the words that were said"),
    "text-to-speech": ("text", "sound"),
})  # fmt: skip

# %% [markdown]
# **Computer vision: image processing.** Denoising, above, is one example; colouring and enlarging are others. They show what is likely, not what was there.
#
# ### Face recognition
#
# A network turns a face into a list of numbers, and two lists close to each other are taken for the same person. Faces belong to real people: who
# collects them, who is recognised wrongly and what then happens to them are part of the task. Systems have been wrong far more often for some groups
# than for others.
#
# ### Object detection and video analytics
#
# Where is it, and what is it? The output is a list of boxes with names; in a video also their paths. Rain, night and unusual angles are where it fails.
#
# ### Deep reinforcement learning
#
# Nobody knows the right move. The network tries, gets a reward or none, and changes so that rewarded moves become more likely. It needs very many tries.
#
# ### Sentiment analysis, speech recognition, text-to-speech, conversational AI
#
# Language in, language out. Our assistant is the smallest relative of a chatbot, and fails in the same way: it gives the likely answer in a sure voice.
#
# ### Time-series regression
#
# The last values of a series go in, the next one comes out: load on a power grid, a pulse, a price. Two simple guesses must be beaten before one
# believes it: "the same as last time", and "the same as one season ago".
#
# **Exercise 3: beat the simple guess.** Write the first of them, and its error.


# %%
def error_of_last_value(series):
    """Mean squared error of the guess "the same as the value before", over all values but the first.

    series : (n,) array, n at least 2
    """
    raise NotImplementedError("each value against the one before it")


# %%
check.error_of_last_value(error_of_last_value)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# `series[1:]` are all values but the first, `series[:-1]` all but the last. They belong together, pair by pair.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Subtract, square, take the mean.
#
# </details>
# <details><summary>Solution</summary>
#
# ```python
# def error_of_last_value(series):
#     return np.mean((series[1:] - series[:-1]) ** 2)
# ```
#
# </details>

# %% [markdown]
# ## What you can now do
#
# You have trained three networks in seconds, looked at their mistakes, and you can say what is learnt in deep learning and what is not.
#
# Three questions to check yourself:
#
# 1. What is built by hand in deep learning?
# 2. Why is a network tested on examples that it was not trained with?
# 3. Our assistant gets "do not play music" wrong. Which information did the bag of words throw away?
#
# <details><summary>Answers</summary>
#
# 1. The layers and the way they learn. The features are learnt.
# 2. It may have learnt the examples by heart. Only unseen ones tell.
# 3. The order of the words.
#
# </details>
#
# Previous: [00 Start here](00-start-here.ipynb). Next: [02 Neurons](02-neurons.ipynb)
