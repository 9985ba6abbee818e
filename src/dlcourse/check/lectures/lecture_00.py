"""Checks of the exercises in lecture 00, "Start here"."""

from dlcourse.check.harness.common import lecture_check
from dlcourse.check.harness.exercises import Case, inspect
from dlcourse.check.harness.inputs import inputs  # noqa: F401  what a learner calls


def inspect_seconds_in(function):
    """Report on ``seconds_in(hours)``."""
    cases = [Case(f"hours = {hours}", {"hours": hours}, 3600 * hours) for hours in (1, 24, 0.5)]
    mistakes = [
        ("minutes", "that is the number of minutes. Each minute has 60 seconds", lambda hours: 60 * hours),
        ("one day", "that is right for one day only. Use `hours`, so that every number works", lambda hours: 86400),
        ("one hour", "that is right for one hour only. Use `hours`, so that every number works", lambda hours: 3600),
    ]
    return inspect("seconds_in", function, cases, mistakes)


def inspect_value_of_x(function):
    """Report on ``value_of_x(runs)``."""
    cases = [Case(f"runs = {runs}", {"runs": runs}, 1 + runs) for runs in (0, 1, 3, 10)]
    mistakes = [
        ("start forgotten", "that leaves out the first cell, which set x to 1", lambda runs: runs),
        ("only after restart", "that is right after one run. Every further run adds 1 again", lambda runs: 2),
        ("doubled", "the second cell adds 1, it does not double", lambda runs: 2**runs),
    ]
    return inspect("value_of_x", function, cases, mistakes)


def inspect_average(function):
    """Report on ``average(numbers)``."""
    lists = ([2.0, 4.0], [1.0, 2.0, 6.0], [0.35, 0.62, 0.58, 0.88, 0.15], [7.0], [0.5, 0.25])
    cases = [Case(f"numbers = {numbers}", {"numbers": numbers}, sum(numbers) / len(numbers)) for numbers in lists]
    mistakes = [
        ("not divided", "that is the sum. Divide it by how many numbers there are", sum),
        ("divided by 2", "that divides by 2 whatever the list's length. Use len(numbers)", lambda n: sum(n) / 2),
        ("whole numbers", "`//` drops the decimals. Use `/`", lambda n: sum(n) // len(n)),
        ("one less", "that divides by one less than there are. Use len(numbers)", lambda n: sum(n) / (len(n) - 1)),
        ("return in the loop", "only the first number counts. Does `return` stand inside the loop?",
         lambda n: n[0] / len(n)),
        ("return in the loop", "only the first number counts. Does `return` stand inside the loop?", lambda n: n[0]),
        ("first left out", "the first number is left out: positions begin at 0", lambda n: sum(n[1:]) / len(n)),
        ("two alone", "only the first two numbers count", lambda n: (n[0] + n[1]) / len(n)),
        ("middle", "that is the middle value, not the average", lambda n: sorted(n)[len(n) // 2]),
    ]  # fmt: skip
    return inspect("average", function, cases, mistakes)


seconds_in = lecture_check(inspect_seconds_in)
value_of_x = lecture_check(inspect_value_of_x)
average = lecture_check(inspect_average)
