"""The bank of "Implementing Backpropagation"."""

from dlgrader.mistakes.implementing_backpropagation.bank import (
    QUESTIONS,
    Mutant,
    Variant,
    namespace,
    questions_of,
    solution_cells,
    source_of,
)
from dlgrader.mistakes.implementing_backpropagation.mutants import MUTANTS
from dlgrader.mistakes.implementing_backpropagation.variants import VARIANTS

__all__ = ["MUTANTS", "QUESTIONS", "VARIANTS", "Mutant", "Variant", "namespace", "questions_of",
           "solution_cells", "source_of"]  # fmt: skip
