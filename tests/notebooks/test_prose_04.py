"""The numbers in the prose of lecture 04."""

import numpy as np
import sympy
from lecture_text import run

from dlcourse import nn


def test_the_numbers_in_the_prose_of_04():
    _, names = run("lecture_04", {})
    X, train = names["X"], names["train"]
    for gate in ("AND", "OR"):
        wrong = train(X, names[gate], 50)
        assert wrong[-1] == 0 and len(wrong) < 12  # a few epochs
    forever = train(X, names["XOR"], 1000)
    assert len(forever) == 1000 and min(forever) > 0
    w, b, x = np.zeros(2), 0.0, np.array([1.0, 2.0])
    assert len(np.append(np.zeros(10), 0.0)) == 11  # ten weights and a bias
    assert (w + x) @ x + (b + 1) - (w @ x + b) == 6


def test_step_and_sign():
    z = np.array([-2.0, 0.0, 3.0])
    assert np.sign(z).tolist() == [-1, 0, 1] and nn.step(z).tolist() == [0, 1, 1]
    assert {y - said for y in (-1, 1) for said in (-1, 1)} == {-2, 0, 2}


def test_the_proof_about_xor():
    w0, w1, b = sympy.symbols("w0 w1 b")
    assert sympy.expand((w1 + b) + (w0 + b) - (w0 + w1 + 2 * b)) == 0
    # the sum of (1, 1) is the sum of the two middle rows, minus that of (0, 0)
    assert sympy.expand((w0 + w1 + b) - ((w0 + b) + (w1 + b) - b)) == 0
