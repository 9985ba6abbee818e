"""What of a cell is run, and how it goes on after a line that fails: the same in `ready` and in the grader.

These files alone are also laid into the grader's sandbox, so they import nothing but the standard library.
"""
