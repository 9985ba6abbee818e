"""Data sets, all local. Every function returns ``X`` of shape ``(m, n)`` and ``y`` of shape ``(m, K)``."""

from dlcourse.data.deck import deck_table
from dlcourse.data.tables import breast_cancer

__all__ = ["breast_cancer", "deck_table"]
