"""The bank of "Implementing Backpropagation"."""

from dlcourse.check import implementing_backpropagation as check
from dlgrader.assignments.implementing_backpropagation import ASSIGNMENT
from dlgrader.mistakes.bank import Bank, Mutant, Variant, source_of
from dlgrader.mistakes.implementing_backpropagation import reference
from dlgrader.mistakes.implementing_backpropagation.mutants import MUTANTS
from dlgrader.mistakes.implementing_backpropagation.variants import VARIANTS

BANK = Bank(ASSIGNMENT, check, reference, MUTANTS, VARIANTS)
QUESTIONS = BANK.questions
namespace, questions_of, solution_cells = BANK.namespace, BANK.questions_of, BANK.solution_cells

__all__ = ["BANK", "MUTANTS", "QUESTIONS", "VARIANTS", "Mutant", "Variant", "namespace", "questions_of",
           "solution_cells", "source_of"]  # fmt: skip
