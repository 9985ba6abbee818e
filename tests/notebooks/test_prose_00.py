"""The numbers in the prose of lecture 00."""

from lecture_text import run


def test_the_numbers_in_the_prose_of_00():
    _, names = run("lecture_00", {})
    assert names["x"] == 2  # after Restart and Run All
    x = 1
    for _ in range(3):
        x = x + 1
    assert x == 4
    from dlcourse.check.lectures.lecture_00 import inspect_seconds_in

    report = inspect_seconds_in(lambda hours: 60 * hours)  # the mistake that the reader is told to make
    assert report.mistakes and not report.passed
