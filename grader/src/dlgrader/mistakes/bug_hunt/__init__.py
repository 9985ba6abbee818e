"""The bank of "Bug Hunt"."""

from dlcourse.check import bug_hunt as public
from dlgrader.assignments.bug_hunt import ASSIGNMENT
from dlgrader.mistakes.bank import Bank
from dlgrader.mistakes.bug_hunt import reference
from dlgrader.mistakes.bug_hunt.mutants import MUTANTS
from dlgrader.mistakes.bug_hunt.variants import VARIANTS

BANK = Bank(ASSIGNMENT, public, reference, MUTANTS, VARIANTS)

__all__ = ["BANK", "MUTANTS", "VARIANTS"]
