"""The bank of "Gradient Descent"."""

from dlcourse.check import gradient_descent as check
from dlgrader.assignments.gradient_descent import ASSIGNMENT
from dlgrader.mistakes.bank import Bank
from dlgrader.mistakes.gradient_descent import mutants_loop, mutants_neuron, mutants_rates, mutants_slopes, reference
from dlgrader.mistakes.gradient_descent.variants import VARIANTS

MUTANTS = [*mutants_slopes.MUTANTS, *mutants_loop.MUTANTS, *mutants_neuron.MUTANTS, *mutants_rates.MUTANTS]
BANK = Bank(ASSIGNMENT, check, reference, MUTANTS, VARIANTS)
