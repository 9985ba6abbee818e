"""The bank of "Forward Pass and Cost"."""

from dlcourse.check import forward_pass_and_cost as public
from dlgrader.assignments import forward_pass_and_cost as scored
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
BANK = Bank("forward-pass-and-cost", scored, public, reference, MUTANTS, VARIANTS)

__all__ = ["BANK", "MUTANTS", "VARIANTS"]
