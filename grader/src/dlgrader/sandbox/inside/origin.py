"""Which line of which cell an exception came through, the deepest of the submission's."""

import sys

MOST_FRAMES = 100_000


def file_of(position):
    """What the code of the cell at that position is called."""
    return f"cell {position + 1}"


def origin():
    """``[position of the cell, function, line]`` of the exception that is being handled; None where no cell's code ran.

    All three are the submission's word: its code may call itself what it likes.
    """
    trace, found = sys.exc_info()[2], None
    for _ in range(MOST_FRAMES):
        if trace is None:
            break
        code = trace.tb_frame.f_code
        word, _, number = code.co_filename.partition(" ")
        if word == "cell" and number.isdecimal() and len(number) < 7:
            found = [int(number) - 1, code.co_qualname[:200], trace.tb_lineno]
        trace = trace.tb_next
    return found
