"""Weights that do not solve XOR, or not clearly."""

from dlgrader.mistakes.bank import Mutant


def weights(W1, b1, W2, b2):
    return {"xor": {"W1": W1, "b1": b1, "W2": W2, "b2": b2}}


# fmt: off
SIDES, CLEAR, SHAPES = {"right side of 0.5"}, {"clear answers"}, {"shapes"}
LAYER = ([[20, 20], [20, 20]], [-10, -30])  # OR and AND
MUTANTS = [
    *(Mutant(f"xor-{name}", "xor", "xor", text, weights(*values), checks) for name, text, values, checks in (
        ("or", "OR: the second hidden neuron is not used", (*LAYER, [[20, 0]], [-10]), SIDES),
        ("and", "AND", (*LAYER, [[0, 20]], [-10]), SIDES),
        ("xnor", "turned round", (*LAYER, [[-20, 20]], [10]), SIDES),
        ("nand", "NAND", (*LAYER, [[0, -20]], [10]), SIDES),
        ("nor", "NOR", (*LAYER, [[-20, 0]], [10]), SIDES),
        ("half", "(0, 1) alone", ([[-20, 20], [20, -20]], [-10, -10], [[20, 0]], [-10]), SIDES),
        ("other-half", "(1, 0) alone", ([[-20, 20], [20, -20]], [-10, -10], [[0, 20]], [-10]), SIDES),
        ("zero", "all zeros", ([[0, 0], [0, 0]], [0, 0], [[0, 0]], [0]), SIDES),
        ("alike", "two hidden neurons alike", ([[20, 20], [20, 20]], [-10, -10], [[20, 20]], [-10]), SIDES),
        ("first-input", "the first input", ([[20, 0], [0, 20]], [-10, -10], [[20, 0]], [-10]), SIDES),
        ("second-input", "the second input", ([[20, 0], [0, 20]], [-10, -10], [[0, 20]], [-10]), SIDES),
        ("no-output-bias", "the output has no bias", (*LAYER, [[20, -20]], [0]), SIDES),
        ("step-weights", "good enough for a step", ([[1, 1], [1, 1]], [-0.5, -1.5], [[1, -2]], [-0.5]), SIDES),
        ("weak", "the right sides, but near 0.5", ([[20, 20], [20, 20]], [-10, -30], [[2, -2]], [-1]), CLEAR),
        ("row-W2", "W2 with one axis", (*LAYER, [20, -20], [-10]), SHAPES),
        ("column-W2", "W2 transposed", (*LAYER, [[20], [-20]], [-10]), SHAPES),
        ("number-b2", "b2 is a number", (*LAYER, [[20, -20]], -10), SHAPES),
        ("b1-missing", "b1 is not filled in", (LAYER[0], None, [[20, -20]], [-10]), SHAPES),
        ("text", "W1 as text", ("20 20; 20 20", LAYER[1], [[20, -20]], [-10]), SHAPES),
        ("three-hidden", "three hidden neurons", ([[20, 20]] * 3, [-10, -30, 0], [[20, -20, 0]], [-10]), SHAPES),
    )),
]
