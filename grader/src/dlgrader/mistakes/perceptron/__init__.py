"""The bank of "Perceptron"."""

from dlcourse.check import perceptron as check
from dlgrader.assignments.perceptron import ASSIGNMENT
from dlgrader.mistakes.bank import Bank
from dlgrader.mistakes.perceptron import mutants_neuron, mutants_training, reference
from dlgrader.mistakes.perceptron.variants import VARIANTS

MUTANTS = [*mutants_neuron.MUTANTS, *mutants_training.MUTANTS]
BANK = Bank(ASSIGNMENT, check, reference, MUTANTS, VARIANTS)
