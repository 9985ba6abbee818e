"""The numbers in the prose of lecture 03."""

import numpy as np
import pytest
from lecture_text import run

from dlcourse import nn


def test_the_numbers_in_the_prose_of_03():
    shown, _ = run("lecture_03", {})
    assert "inf" in "".join(shown)
    assert pytest.approx(1e-6, rel=0.05) == 0.25**10  # one millionth
    assert nn.sigmoid(np.array(0.0)) == 0.5 and nn.sigmoid_prime(np.array(0.0)) == 0.25
    assert nn.tanh_prime(np.array(0.0)) == 1
    z = np.linspace(-8, 8, 1001)
    assert nn.sigmoid_prime(z).max() == 0.25 and nn.tanh_prime(z).max() == 1
    assert not nn.step_prime(z).any()
    with np.errstate(over="ignore"):
        assert np.isinf(np.exp(710.0)) and np.isfinite(np.exp(709.0))
    assert np.array(1.0).dtype.itemsize * 8 == 64  # bits of a number
    assert nn.sigmoid(np.array(-709.0)) < 1e-300  # 0 to 300 digits
