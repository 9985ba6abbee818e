"""The numbers in the prose of lecture 00."""

from lecture_text import run


def test_the_numbers_in_the_prose_of_00():
    _, names = run("lecture_00", {})
    assert names["x"] == 2  # after Restart and Run All
    x = 1
    for _ in range(3):
        x = x + 1
    assert x == 4
