"""Sentences for a small virtual assistant, written for this course, and how they become numbers."""

import re

import numpy as np

INTENTS = {
    "time": ["what time is it", "tell me the time", "do you know the time", "how late is it", "what is the time now",
             "the time please", "can you tell me what time it is", "is it late"],
    "weather": ["what is the weather like", "will it rain today", "do i need an umbrella", "is it cold outside",
                "how warm will it be tomorrow", "is the sun shining", "weather for tomorrow", "will it snow this week"],
    "music": ["play some music", "i want to hear a song", "put on my favourite song", "play jazz", "turn the music on",
              "start the radio", "play the next song", "some quiet music please"],
    "light": ["turn on the light", "switch the lamp off", "it is too dark here", "lights off please",
              "make the room brighter", "turn off the light in the kitchen", "dim the lamp", "switch on all lights"],
    "goodbye": ["goodbye", "see you later", "bye", "that is all for today", "have a nice day", "see you tomorrow",
                "good night", "thank you and bye"],
}  # fmt: skip


def words_of(sentence):
    """The words of a sentence, in small letters."""
    return re.findall(r"[^\W\d_]+", sentence.lower())


def vocabulary(intents=None):
    """All words of the sentences, sorted."""
    intents = INTENTS if intents is None else intents
    return sorted({word for sentences in intents.values() for sentence in sentences for word in words_of(sentence)})


def bag_of_words(sentence, known):
    """(n,) array: 1 where the word of ``known`` occurs in the sentence. Other words are left out."""
    said = set(words_of(sentence))
    return np.array([float(word in said) for word in known])


def intents():
    """The sentences as numbers.

    Returns
    -------
    X : (m, n) array, a column per word of the vocabulary
    y : (m, K) array, a column per intent
    names : the K intents
    known : the n words
    """
    names, known = list(INTENTS), vocabulary()
    rows = [(bag_of_words(sentence, known), names.index(name)) for name in names for sentence in INTENTS[name]]
    return np.array([row for row, _ in rows]), np.eye(len(names))[[k for _, k in rows]], names, known
