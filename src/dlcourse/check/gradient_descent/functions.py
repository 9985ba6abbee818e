"""Functions to go down on, as they travel to a student's code (see :mod:`dlcourse.check.harness.portable`)."""

import numpy as np

from dlcourse.check.harness.portable import Portable


def polynomial(w, c):
    """c[0] + c[1] w + c[2] w^2 + ... and so on."""
    return sum(c[k] * w**k for k in range(len(c)))


def wave(w, height, speed):
    """height * sin(speed * w)."""
    return height * np.sin(speed * w)


def growth(w, speed):
    """exp(speed * w)."""
    return np.exp(speed * w)


def parabola(w, a, c):
    """a (w - c)^2."""
    return a * (w - c) ** 2


def parabola_prime(w, a, c):
    """2 a (w - c)."""
    return 2 * a * (w - c)


def bowl(w, a, c, twist):
    """The sum of a_j (w_j - c_j)^2, and twist times the product of the first and the last weight."""
    w = np.asarray(w, dtype=float)
    return float(np.sum(a * (w - c) ** 2) + twist * w[0] * w[-1])


def bowl_prime(w, a, c):
    """2 a_j (w_j - c_j), for a bowl without a twist."""
    return 2 * a * (np.asarray(w, dtype=float) - c)


def parabola_of(a, c):
    """J = a (w - c)^2 and its derivative."""
    return Portable(parabola, a=a, c=c), Portable(parabola_prime, a=a, c=c)


def bowl_of(a, c):
    """J = sum of a_j (w_j - c_j)^2 and its gradient."""
    a, c = np.array(a, dtype=float), np.array(c, dtype=float)
    return Portable(bowl, a=a, c=c, twist=0.0), Portable(bowl_prime, a=a, c=c)
