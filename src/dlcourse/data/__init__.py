"""Data sets, all local. Every function returns ``X`` of shape ``(m, n)`` and ``y`` of shape ``(m, K)``."""

from dlcourse.data.deck import deck_table
from dlcourse.data.digits import digits, noisy, nudged
from dlcourse.data.faces import faces
from dlcourse.data.sentences import bag_of_words, intents
from dlcourse.data.sunspots import sunspots, windows
from dlcourse.data.tables import breast_cancer, iris

__all__ = [
    "bag_of_words",
    "breast_cancer",
    "deck_table",
    "digits",
    "faces",
    "intents",
    "iris",
    "noisy",
    "nudged",
    "sunspots",
    "windows",
]
