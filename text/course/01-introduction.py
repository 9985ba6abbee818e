# %% [markdown]
# # 01 Introduction
#
# After this notebook you can
#
# - say what machine learning is, and what deep learning is within it;
# - tell what is built by hand in AI, in machine learning and in deep learning, and what is learnt;
# - train five small networks on real data: they read digits, clean them, find faces, understand a sentence, and forecast the sun;
# - say how good each of them is, against what, and what it cannot do.
#
# **Time:** 90 minutes. **Builds on:** [00 Start here](00-start-here.ipynb).
#
# Previous: [00 Start here](00-start-here.ipynb). Next: [02 Neurons](02-neurons.ipynb)

# %%
import numpy as np

from dlcourse.data import bag_of_words, digits, faces, intents, noisy, nudged, sunspots, windows
from dlcourse.nn import Network
from dlcourse.plots import applications, forecasts, images, network_diagram
from dlcourse.rivals import compare, least_squares, logistic, mean_target
from dlcourse.rivals import nearest_neighbour, same_as_last
from dlcourse.widgets.predictions import ask
from dlcourse.widgets import Denoiser, DrawingPad, SentenceField

# %% [markdown]
# ## Machine learning
#
# How do you write a program that reads a handwritten 7? You could write rules: a stroke across, a stroke down. Then somebody writes a 7 with a bar
# through it. **Machine learning** takes another way: it gives the computer examples instead of rules, and the program finds what
# they have in common. It is a part of artificial intelligence: the computer learns without being told each rule.
#
# ## Deep learning is a part of it
#
# **Deep learning** is machine learning with networks of many simple neurons, put in layers. Such networks are very good at finding patterns, in
# pictures, in sound, in text.
#
# ## A hierarchy of layers
#
# The first layer looks at the raw numbers. Each layer after it builds on what the one before has found. In large networks for photographs one can see
# it: first edges, then parts, then things. Nobody writes down what a layer should look for. It is learnt. The idea is taken, loosely, from the brain.
#
# Strictly, a network is called deep when it has more than one hidden layer. The five networks of this notebook have **one**: the idea and the way
# they learn are the same, and they are trained in seconds. Read the numbers here, not the code: [05](05-feed-forward-networks.ipynb) to
# [07](07-first-network.ipynb) explain each word of it.

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
# In each row less is built by hand than in the row above, and usually more examples are needed.

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
# We train on three quarters of them and keep one quarter for the test. A digit moved a little to the side is still the same digit, so each one
# is shown three times: as it is, and one pixel to the left and to the right. Before you run the cell: somebody who guesses is right once in ten
# times. How often will the network be right, after a few seconds?

# %%
reader = Network([64, 64, 10], hidden="relu", cost="cross_entropy", rng=0)
reader.fit(*nudged(X[train], y[train]), learning_rate=0.5, batch_size=32, epochs=25)
said = reader.predict(X[test]).argmax(axis=1)
float(np.mean(said == y[test].argmax(axis=1)))

# %% [markdown]
# About 98 of 100, on digits it has never seen. The network has ten outputs, one for each digit, each with its own yes or no; most people would use a softmax
# here, which you meet in [06](06-hyperparameters.ipynb).
#
# Is 98 good? A result says nothing alone. It needs **its simplest rivals** beside it. One rival learns nothing at all: it looks for the training digit that is
# most like the new one, and gives the same answer (nearest neighbour). The other is a weighted sum for each digit, without any hidden layer (logistic regression).
# Which of the three is best? Write its name as your guess, with quotes, then run the cell.

# %%
guess = None  # "network", "nearest neighbour" or "logistic"
rivals = {"nearest neighbour": nearest_neighbour, "logistic": logistic}
digit_answers = {"network": reader.predict(X[test])}
digit_answers |= {name: rival(X[train], y[train], X[test]) for name, rival in rivals.items()}
reading = compare(y[test], digit_answers, "right", guess)
reading

# %% [markdown]
# The network is better than the weighted sums, and not better than the nearest neighbour. With 449 digits nobody can say which of these two is ahead: another
# 449 digits would give other numbers, and in 95 of 100 such tests the true share lies within the limits in the table. This is called an **error bar**. You will meet this table
# after every result of the course.
#
# And what has the network found in the digits? Here are the weights into eight of its hidden neurons, drawn as pictures: dark speaks for, bright against.

# %%
W1 = reader.parameters()["W1"][:8]
images([(W1 - W1.min()) / np.ptp(W1)], of="weights, one picture for each of eight hidden neurons")

# %% [markdown]
# Strokes? Hardly. The network has found something that works, and we have no words for it. Now look at its mistakes. Would you have read them?

# %%
wrong = np.flatnonzero(said != y[test].argmax(axis=1))[:8]
images([X[test[wrong]]], [f"said {said[k]}\nis {y[test[k]].argmax()}" for k in wrong])

# %% [markdown]
# **Now you.** Answer the question, then draw: with the mouse, with a finger, or with the keys (arrows move the pen, Space puts it down and lifts it). Your
# drawing is brought to 8 by 8 pixels, as the digits were. Use the whole height, and draw as on a printed form.

# %%
DrawingPad(reader, predict=ask("letter"))

# %% [markdown]
# What it cannot do: tell a letter from a digit. Some letters it refuses, with all ten answers below one half, such as most A. An E or an F it takes for a 5,
# and is quite sure. It also finds it harder to read you than to read the test digits: these come from 13 people, and
# each of them wrote digits for both parts. Data from elsewhere is usually harder.
#
# One more question. Here are 2000 pictures of nothing: every pixel has a random brightness. How often will the network take such a picture for a digit?

# %%
nothing = reader.predict(np.random.default_rng(0).uniform(size=(2000, 64))).max(axis=1)
float(np.mean(nothing > 0.5)), float(np.mean(nothing > 0.9))

# %% [markdown]
# More than half of the time, and for one picture in four it is more than 90 % sure. "I do not know" was never among its examples.
#
# **Exercise 1: how often right?** Write the measure that we just used.


# %%
def share_right(said, true):
    """Share of the answers that are right, from 0 to 1. said, true : (m,) arrays of digits"""
    raise NotImplementedError("return a number from 0 to 1")


# %%
from dlcourse.check.lectures import lecture_01 as check

check.share_right(share_right)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# With what would you count by hand, and by what would you divide?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For said = [1, 2, 3] and true = [1, 2, 7] the answer is 2/3. In NumPy, True counts as 1 and False as 0.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return np.mean(said ... true)`
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
seen = np.concatenate([noisy(X[train], rng) for _ in range(6)])  # six times, each time with other noise
clean = np.tile(X[train], (6, 1))
cleaner = Network([64, 64, 64], hidden="relu", cost="cross_entropy", rng=0)
cleaner.fit(seen, clean, learning_rate=0.2, batch_size=64, epochs=20)
cleaned = cleaner.predict(spoilt[test])
images([spoilt[test[:8]], cleaned[:8], X[test[:8]]], names=["noisy", "cleaned", "true"])

# %% [markdown]
# How much better is it? The usual measure is the **peak signal-to-noise ratio** (PSNR), in decibels: $10 \log_{10}(1/\text{MSE})$, where MSE is the mean squared difference of
# the pixels. Larger is better. The rivals: do nothing; always show the mean of all digits; the clean picture of the nearest noisy one; and for
# each pixel the best weighted sum of the 64 noisy ones (least squares). Which will win?

# %%
guess = None  # "network", "nothing done", "mean image", "nearest neighbour" or "least squares"
rivals = {"mean image": mean_target, "nearest neighbour": nearest_neighbour}
rivals |= {"least squares": least_squares}
cleaned_by = {"network": cleaned, "nothing done": spoilt[test]}
cleaned_by |= {name: rival(seen, clean, spoilt[test]) for name, rival in rivals.items()}
cleaning = compare(X[test], cleaned_by, "psnr", guess)
cleaning

# %% [markdown]
# About 4 decibels more than nothing done, on digits it has never seen. But plain weighted sums, without any hidden layer, get nearly all of it: the network is ahead
# by less than half a decibel. Shown only one noise for each digit, the same network stays **behind** them, and nobody would know
# without this table. It was trained with noise of one size, 0.3. Answer the question, then move the slider down to 0, and up to 1.

# %%
Denoiser(cleaner, X[test[:10]], predict=ask("no noise"))

# %% [markdown]
# Without noise it makes the picture worse: it smooths strokes that were there. With much noise it draws a clear digit, and now and then another one.
# It returns what is likely, and that is not always what is true. Doctors and judges should know this about every "enhanced" picture.

# %% [markdown]
# ## Face detection
#
# Is there a face in the picture? 200 small pictures, 100 of them faces (a part of *Labeled Faces in the Wild*, University of Massachusetts, that comes with
# scikit-image). **These are real people.** Their photographs were taken from news pages, nobody asked them, and no licence is stated. We use the
# pictures to learn with, on this machine, and show few of them. Ask yourself whether you would want to be in such a set.

# %%
F, is_face = faces()
places = np.random.default_rng(0).permutation(200)
F_test, t_test = F[places[:60]], is_face[places[:60]]
F_train, t_train = F[places[60:]], is_face[places[60:]]
means = np.array([F[:100].mean(axis=0), F[100:].mean(axis=0)])
images([means], ["100 faces", "the others"], of="many people, blurred")

# %% [markdown]
# Before you run the cell: here somebody who guesses is right half of the time. With 140 pictures to learn from, will the network do better than 90 %?

# %%
finder = Network([625, 16, 1], hidden="relu", cost="cross_entropy", rng=0)
finder.fit(F_train, t_train, learning_rate=0.1, batch_size=16, epochs=60)
found = finder.predict(F_test) > 0.5
float(np.mean(found == (t_test > 0.5))), int(np.sum(found != (t_test > 0.5)))

# %% [markdown]
# One mistake in 60 pictures. That sounds like a product. Beside it the rivals: the nearer of the two mean pictures above, the nearest single
# picture, and logistic regression.

# %%
guess = None  # "network", "nearer mean", "nearest neighbour" or "logistic"
each_mean = np.array([F_train[t_train.ravel() == k].mean(axis=0) for k in (0, 1)])
detected = {
    "network": finder.predict(F_test),
    "nearer mean": nearest_neighbour(each_mean, np.array([[0], [1]]), F_test),
    "nearest neighbour": nearest_neighbour(F_train, t_train, F_test),
    "logistic": logistic(F_train, t_train, F_test),
}
finding = compare(t_test, detected, "right", guess)
finding

# %% [markdown]
# 60 pictures are few: the truth may be 91 of 100 or nearly all, and three of the four cannot be told apart. Even the two blurred means are right more than 8 times in 10. And what
# has the network learnt? Let us ask with pictures that are not in the set: the same faces upside down, the same moved to the side by 6 pixels, and a bright spot
# that we draw ourselves.

# %%
people = F_test[t_test.ravel() > 0.5].reshape(-1, 25, 25)
row, column = np.mgrid[:25, :25] - 12
spot = np.exp(-(row**2 + column**2) / 60)
moved = np.roll(people, 6, axis=2)
tried = {"as is": people, "upside down": people[:, ::-1], "moved": moved, "a bright spot": spot[None]}
said_face = {name: finder.predict(p.reshape(len(p), 625)) > 0.5 for name, p in tried.items()}
{name: round(float(np.mean(yes)), 2) for name, yes in said_face.items()}

# %%
missed = np.flatnonzero((found != (t_test > 0.5)).ravel())
pictures = np.vstack([F_test[missed], spot.reshape(1, 625)])
images([pictures], ["a mistake", "a face?"], of="what it got wrong: a picture, a bright spot")

# %% [markdown]
# Of the faces moved to the side it misses a third, upside down half of them, and a bright spot in the middle is a face to it. Whatever it has
# learnt, it is not what a face is. A number on a test set says how it does on pictures **like these**.
#
# ### Face recognition
#
# Whose face is it? A network turns a face into a list of numbers, and two lists close to each other are taken for the same person. Who
# collects the faces, who is recognised wrongly and what then happens to them are part of the task. Systems have been wrong far more often for some groups
# than for others; one reason is that fewer of their faces were in the training data.

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


# %%
fresh = {
    "How cold will it be?": "weather",
    "It is dark in the kitchen": "light",
    "What is the time please?": "time",
    "Play me a quiet song": "music",
    "Good bye and thank you": "goodbye",
    "I do not need the light": "light",
}
{text: (answer(text), intent) for text, intent in fresh.items()}

# %% [markdown]
# On the left what it says, on the right what was meant. One is wrong: a light that is not needed is taken for the weather. It is tempting to blame the word "not".
# Try it: what will it say when the "not" is gone?

# %%
pairs = ("I do not need the light", "I do need the light"), ("need the light", "the light")
[[(text, answer(text)) for text in pair] for pair in pairs], "not" in known

# %% [markdown]
# The same mistake. "not" was in none of the 40 sentences, so it is dropped, and both sentences are the same row of numbers. What misleads it is **shared words**: "do I need" comes
# from "do i need an umbrella", and so it speaks for the weather. Without "I do" the light wins. The first explanation that fits is often not the true one: change one thing, and look.
#
# Six sentences are no test. A fair one: leave each of the 40 sentences out, train on the other 39, and ask for the one that was left out.

# %%
one_out = {"network": [], "nearest neighbour": []}
for k in range(40):
    rest = np.arange(40) != k
    student = Network([len(known), 16, len(names)], hidden="relu", cost="cross_entropy", rng=0)
    student.fit(sentences[rest], wanted[rest], learning_rate=0.5, batch_size=8, epochs=50)
    one_out["network"].append(student.predict(sentences[[k]])[0])
    nearest = nearest_neighbour(sentences[rest], wanted[rest], sentences[[k]])
    one_out["nearest neighbour"].append(nearest[0])
hearing = compare(wanted, {name: np.array(said) for name, said in one_out.items()}, "right")
hearing

# %% [markdown]
# About two of three are right, and counting the words that two sentences share does nearly as well. Now type your own:

# %%
SentenceField(assistant, names, known, "do not play any music")

# %% [markdown]
# Word order does not exist for it, and it has never met "not": "do not play music" and "do play music" are the same to it. Words that were in none of the 40 sentences are
# left out. It understands nothing; it has weighed words. A large assistant has read more, and still gives the likely answer in a sure voice.
#
# **Exercise 2: a bag of words.**


# %%
def bag(sentence, known):
    """A list with 1 for each word of ``known`` that occurs in the sentence, else 0.

    sentence : small letters, words with spaces between them;  known : list of words
    """
    raise NotImplementedError("return a list of 0 and 1")


# %%
check.bag(bag)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Is "art" a word of "start the radio"? Python's `in` says yes for a text, and no for a list of words.
#
# </details>
# <details><summary>Hint 2</summary>
#
# For the sentence "play jazz" and known = ["jazz", "rain"] the answer is [1, 0]. `sentence.split()` makes a list of words.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return [1 if ... else 0 for word in known]`
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
# ## Time-series regression
#
# The last values of a series go in, the next one comes out: load on a power grid, a pulse, a price. Ours is the sun: how many spots it had in each year since 1700
# (National Geophysical Data Center, public domain; the yearly series that statsmodels ships). They come and go in about eleven years.
#
# A forecast is worth something only against a simple guess. There are two here: **the same as last year**, and **the same as eleven years ago**. The network sees the last
# twelve years. It is trained on the years before 1950 and judged on the 59 years after: the future may not help to forecast the past.

# %%
years, spots = sunspots()
back, following = windows(spots / 100, 12)
later = years[12:] >= 1950
forecaster = Network([12, 8, 1], hidden="tanh", output="identity", cost="mse", rng=0)
forecaster.fit(back[~later], following[~later], learning_rate=0.05, batch_size=16, epochs=300)
guesses = {
    "network": 100 * forecaster.predict(back[later]),
    "as last year": 100 * same_as_last(back[~later], following[~later], back[later]),
    "as eleven years ago": 100 * back[later][:, -11:-10],
}

# %% [markdown]
# Before you look: which of the three will be off the least, and in which years will all three be wrong?

# %%
true = 100 * following[later]
off = {name: float(np.sqrt(np.mean((guess - true) ** 2))) for name, guess in guesses.items()}
off

# %%
forecasts(years[12:][later], true, guesses)

# %% [markdown]
# The network is off by about 20 spots (the root of the mean squared error), "as last year" by 33 and "as eleven years ago" by 37. So it beats both. It is too low at the highest peaks,
# such as 1957, because few years before 1950 were like that. And it looks only one year ahead. Does it need a hidden layer? The best plain weighted sum of the twelve years:

# %%
guess = None  # "network", "as last year", "as eleven years ago" or "least squares"
straight = least_squares(back[~later], following[~later], back[later])
forecast = compare(true, guesses | {"least squares": 100 * straight}, "off", guess)
forecast

# %% [markdown]
# It does as well. A network is not better because it is a network; that, too, must be measured.
#
# **Exercise 3: beat the simple guess.** Write the first of the two, and its error.


# %%
def error_of_last_value(series):
    """Mean squared error of the guess "the same as the value before", over all values but the first.

    series : (n,) array, n at least 2
    """
    raise NotImplementedError("return one number")


# %%
check.error_of_last_value(error_of_last_value)

# %% [markdown]
# <details><summary>Hint 1</summary>
#
# Which two values belong together, and how many such pairs are there among n values?
#
# </details>
# <details><summary>Hint 2</summary>
#
# For the series 1, 3, 2 the errors are 2 and -1, and the answer is 2.5. `series[1:]` leaves the first out.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `return np.mean((series[1:] - ...) ** 2)`
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
# ## Other applications
#
# What goes in, and what comes out? It is the same loop everywhere; what changes is the data and the size.

# %%
applications()

# %% [markdown]
# **Computer vision: image processing.** Denoising, above, is one example; colouring and enlarging are others. They show what is likely, not what was there.
#
# ### Object detection and video analytics
#
# Where is it, and what is it? The output is a list of boxes with names; in a video also their paths, and what happens when. Rain, night and unusual angles are where
# it fails, and whoever watches a street also watches people.
#
# ### Deep reinforcement learning
#
# Nobody knows the right move. The network tries, gets a reward or none, and changes so that rewarded moves become more likely. It needs very many tries, which is why it
# shines in games, where a lost game costs nothing. In the same way, a language model is tuned with people's votes for the better of two answers.
#
# ### Sentiment analysis, speech recognition, text-to-speech, conversational AI
#
# Language in, language out. **Sentiment analysis** is our assistant with other intents: pleased, or not pleased; irony escapes it. **Speech recognition** turns sound into words, and does
# worse with accents it has heard little of. **Text-to-speech** goes the other way, and can imitate a voice whose owner never agreed.
#
# **Conversational AI** is, today, a **large language model**: a network that has read a good part of the web, and that computes one thing, how likely each next
# piece of a text is. It is trained by the loop that this course builds, with a million times as many weights and more. What it gives is a likely text; whether it is true, nobody has checked.

# %% [markdown]
# ## What you can now do
#
# You have trained five networks in seconds, on real data, looked at their mistakes, and you can say what is learnt in deep learning and what is not.
#
# Three questions to check yourself:
#
# 1. What is built by hand in deep learning?
# 2. Why is a network tested on examples that it was not trained with, and why is even that not enough for the faces?
# 3. Our assistant gets "do not play music" wrong. Which information did the bag of words throw away?
#
# <details><summary>Answers</summary>
#
# 1. The layers and the way they learn. The features are learnt.
# 2. It may have learnt the examples by heart; only unseen ones tell. And the unseen ones come from the same set: it says nothing about pictures of another kind.
# 3. The word "not", which it does not know, and the order of the words.
#
# </details>
#
# Previous: [00 Start here](00-start-here.ipynb). Next: [02 Neurons](02-neurons.ipynb)

# %% nbgrader={"grade": true, "grade_id": "so_far", "locked": true, "points": 0, "schema_version": 3, "solution": false, "task": false}
# Which exercises of this notebook pass.
from dlcourse import so_far

so_far(lecture=True)
