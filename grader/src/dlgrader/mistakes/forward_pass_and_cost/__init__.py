"""The bank of "Forward Pass and Cost"."""

from dlcourse.check import forward_pass_and_cost as public
from dlgrader.assignments.forward_pass_and_cost import ASSIGNMENT
from dlgrader.mistakes.bank import Bank
from dlgrader.mistakes.forward_pass_and_cost import (
    mutants_cost,
    mutants_forward,
    mutants_index,
    mutants_xor,
    reference,
)
from dlgrader.mistakes.forward_pass_and_cost.variants import VARIANTS

MUTANTS = [*mutants_index.MUTANTS, *mutants_forward.MUTANTS, *mutants_cost.MUTANTS, *mutants_xor.MUTANTS]
BANK = Bank(ASSIGNMENT, public, reference, MUTANTS, VARIANTS)

__all__ = ["BANK", "MUTANTS", "VARIANTS"]
