"""Many calls cross the wall at once; one that goes wrong costs itself and none of the others."""

import numpy as np
import pytest
from dlgrader.judging.remote import RemoteFunction
from dlgrader.judging.session import Submission
from dlgrader.reading.cell import Cell
from dlgrader.sandbox import Limits

from dlcourse.check.harness.calling import ENDLESS, calls, is_remote

SOURCE = """
import os, signal, time
import numpy as np

def square(x):
    return x * x

def dies(x):
    if x == 3:
        os._exit(0)
    return x * x

def sleeps(x):
    time.sleep(30 if x == 3 else 0)
    return x * x

def deaf(x):
    if x == 3:
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        time.sleep(30)
    return x * x

def large(x):
    return np.zeros(10**8 if x == 3 else 2)

def changes(numbers, kept):
    numbers[0] = 7
    return numbers.sum()

def appends(sizes):
    sizes[1] = 5
    return len(sizes)

def draws(rng):
    return float(rng.random())

def draws_globally(x):
    return float(np.random.random())
"""


@pytest.fixture(scope="module")
def submission():
    made = Submission([Cell(0, None, SOURCE)], Limits(cell_seconds=20, call_seconds=2, total_seconds=120))
    yield made
    made.close()


@pytest.fixture
def remote(submission):
    return lambda name: RemoteFunction(submission, name, {})


def test_the_answers_come_in_order(remote):
    assert [o.value for o in calls(remote("square"), [({"x": k}, {}) for k in range(50)])] == [k * k for k in range(50)]


@pytest.mark.parametrize("name", ["dies", "sleeps", "deaf", "large"])
def test_one_call_that_goes_wrong_costs_itself(remote, name):
    outcomes = calls(remote(name), [({"x": k}, {}) for k in range(6)])
    assert [outcome.ok for outcome in outcomes] == [k != 3 for k in range(6)]
    assert (outcomes[3].error == ENDLESS) == (name in ("sleeps", "deaf"))


def test_after_two_that_do_not_end_the_others_are_not_tried(remote):
    outcomes = calls(remote("sleeps"), [({"x": k}, {}) for k in (1, 3, 3, 2, 2)])
    assert [outcome.error for outcome in outcomes] == [None, ENDLESS, ENDLESS, ENDLESS, ENDLESS]


def test_changed_arguments_are_seen_and_the_judges_stay_as_they_were(remote):
    numbers, kept = np.array([1.0, 2.0]), np.array([3.0])
    first, second = calls(remote("changes"), [({"numbers": numbers, "kept": kept}, {})] * 2)
    assert first.changed == second.changed == ["numbers"]
    assert first.value == second.value == 9  # the second call got a fresh copy
    assert numbers.tolist() == [1, 2]
    sizes = [2, 3, 1]
    assert calls(remote("appends"), [({"sizes": sizes}, {})])[0].changed == ["sizes"]
    assert sizes == [2, 3, 1]


@pytest.mark.parametrize("wall", [True, False])
def test_one_generator_moves_on_between_calls_and_copies_do_not(remote, wall):
    draws = remote("draws") if wall else lambda rng: float(rng.random())
    expected = np.random.default_rng(5).random(2).tolist()
    rng = np.random.default_rng(5)
    assert [o.value for o in calls(draws, [({"rng": rng}, {})] * 2, one_rng=True)] == expected
    rng = np.random.default_rng(5)
    assert [o.value for o in calls(draws, [({"rng": rng}, {})] * 2)] == [expected[0]] * 2
    assert rng.random() == expected[0]


def test_numpys_own_generator_repeats_and_is_noticed(remote):
    state = np.random.get_state()  # noqa: NPY002
    first, second = calls(remote("draws_globally"), [({"x": 1}, {})] * 2, global_seed=3)
    assert first.value == second.value
    assert np.random.get_state()[2] != state[2]  # noqa: NPY002


def test_every_call_says_how_long_it_took(remote):
    assert all(0 < outcome.seconds < 2 for outcome in calls(remote("square"), [({"x": 1}, {})] * 3))


def test_a_students_object_cannot_say_that_it_is_remote(submission):
    def square(x):
        return x * x

    square.remote, square.many = True, lambda *_: pytest.fail("asked as if it were beyond the wall")
    assert is_remote(RemoteFunction(submission, "square", {})) and not is_remote(square)
    assert [outcome.value for outcome in calls(square, [({"x": 3}, {}), ({"x": 4}, {})])] == [9, 16]
