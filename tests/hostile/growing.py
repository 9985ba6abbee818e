"""Texts of a student's that grow, and how long a function of ours works on them."""

from __future__ import annotations

import contextlib
import gc
import time
from collections.abc import Callable

# Each gives a text of about that many letters. They are what patterns and parsers stumble over.
TEXTS: dict[str, Callable[[int], str]] = {
    "letters": lambda n: "a" * n,
    "digits": lambda n: "1" * n,
    "blanks": lambda n: " " * n + "x",
    "blank lines": lambda n: "\n" * n + "x",
    "lines": lambda n: "x = 1\n" * (n // 6),
    "words": lambda n: "word " * (n // 5),
    "blanks after a link's text": lambda n: "](" + " " * n,
    "blanks after many": lambda n: "](   " * (n // 5),
    "pictures": lambda n: "![" * (n // 2),
    "links": lambda n: "[a](b) " * (n // 7),
    "references": lambda n: "[a]: b\n" * (n // 7),
    "brackets": lambda n: "[" * n,
    "closing brackets": lambda n: "]" * n,
    "brackets in brackets": lambda n: "[" * (n // 2) + "]" * (n // 2),
    "parentheses": lambda n: "(" * n,
    "parentheses in parentheses": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "braces": lambda n: "{" * (n // 2) + "}" * (n // 2),
    "dollars": lambda n: "$" * n,
    "formulas": lambda n: "$a$ " * (n // 4),
    "unfinished formulas": lambda n: "$a " * (n // 3),
    "display formulas": lambda n: "$$a$$ " * (n // 6),
    "backslashes": lambda n: "\\" * n,
    "beginnings": lambda n: r"\begin{a}" * (n // 9),
    "environments in environments": lambda n: r"\begin{a}" * (n // 16) + r"\end{a}" * (n // 16),
    "formulas in round brackets": lambda n: r"\\( " * (n // 4),
    "formulas in square brackets": lambda n: r"\\[ " * (n // 4),
    "fractions": lambda n: "$" + r"\frac{" * (n // 7) + "}" * (n // 7) + "$",
    "backticks": lambda n: "`" * n,
    "unequal backticks": lambda n: " ".join("`" * k for k in range(1, int((2 * n) ** 0.5))),
    "fences": lambda n: "```\n" * (n // 4),
    "stars": lambda n: "*" * n,
    "emphasis": lambda n: "*a " * (n // 3),
    "both emphases": lambda n: "*a **b " * (n // 7),
    "underscores": lambda n: "_" * n,
    "words in underscores": lambda n: "_a " * (n // 3),
    "tildes": lambda n: "~~a " * (n // 4),
    "less than": lambda n: "<" * n,
    "tags": lambda n: "<a " * (n // 3),
    "comments": lambda n: "<!--" * (n // 4),
    "instructions": lambda n: "<?" * (n // 2),
    "scripts": lambda n: "<script>" * (n // 8),
    "elements in elements": lambda n: "<div>" * (n // 5),
    "paragraphs": lambda n: "<p>" * (n // 3),
    "bold in bold": lambda n: "<b>" * (n // 3),
    "crossed elements": lambda n: "<b><i></b></i>" * (n // 14),
    "tables in tables": lambda n: "<table>" * (n // 7),
    "attributes": lambda n: "<a " + "b=c " * (n // 4) + ">",
    "bare attributes": lambda n: "<a " + "b " * (n // 2) + ">",
    "attributes that are others": lambda n: "<a " + " ".join(f"b{k}=c" for k in range(n // 9)) + ">",
    "bold without an end": lambda n: "".join(f"<p><b class={k}></p>" for k in range(n // 20)),
    "ends of others": lambda n: "<div></i>" * (n // 9),
    "elements in capitals": lambda n: "<DIV>" * (n // 5),
    "styles": lambda n: "<p style='" + "color:red;" * (n // 10) + "'>",
    "entities": lambda n: "&#" * (n // 2),
    "named entities": lambda n: "&amp;" * (n // 5),
    "a long entity": lambda n: "&" + "a" * n,
    "a long number entity": lambda n: "&#" + "0" * n,
    "quotes in quotes": lambda n: ">" * n + "x",
    "quotes": lambda n: "> x\n" * (n // 4),
    "lists": lambda n: "- x\n" * (n // 4),
    "lists in lists": lambda n: "- " * (n // 2) + "x",
    "lists that go deeper": lambda n: "\n".join(" " * k + "- x" for k in range(int((2 * n) ** 0.5))),
    "numbered": lambda n: "1. x\n" * (n // 5),
    "pipes": lambda n: "|" * n,
    "tables": lambda n: "|a|b|\n|-|-|\n" + "|a|b|\n" * (n // 6),
    "wide tables": lambda n: "|a" * (n // 4) + "|\n" + "|-" * (n // 4) + "|\n",
    "rulers": lambda n: "-" * n + "\n" + "=" * n,
    "headings": lambda n: "# x\n" * (n // 4),
    "addresses": lambda n: "http://a.b " * (n // 11),
    "a long address": lambda n: "http://" + "a." * (n // 2),
    "mails": lambda n: "a@" * (n // 2),
    "script in words": lambda n: "javascript" * (n // 10),
    "blanks after script": lambda n: "javascript" + " " * n,
    "escapes": lambda n: "\x1b[" * (n // 2),
    "colours": lambda n: "\x1b[31ma" * (n // 6),
    "a long escape": lambda n: "\x1b[" + "1;" * (n // 2),
    "surrogates": lambda n: "\ud800" * n,
    "zeros": lambda n: "\0" * n,
    "returns": lambda n: "\r" * n,
    "marks": lambda n: "\u0301" * n,
    "imports": lambda n: "import a\n" * (n // 9),
    "blanks after import": lambda n: "import" + " " * n,
    "strings": lambda n: "'" * n,
    "open strings": lambda n: "'''" + "a" * n,
    "comments of code": lambda n: "#" * n,
    "calls in calls": lambda n: "f(" * (n // 3) + ")" * (n // 3),
    "sums": lambda n: "x = " + "1+" * (n // 2) + "1",
    "blocks in blocks": lambda n: "\n".join(" " * k + "if x:" for k in range(int((2 * n) ** 0.5))),
    "lambdas": lambda n: "lambda: " * (n // 8) + "1",
    "nots": lambda n: "not " * (n // 4) + "1",
    "definitions": lambda n: "def f(): pass\n" * (n // 14),
    "signs": lambda n: "-+" * (n // 2),
    "points": lambda n: "." * n,
    "numbers with points": lambda n: "1." * (n // 2),
    "exponents": lambda n: "1e" * (n // 2),
    "percents": lambda n: "%" * n,
    "equals": lambda n: "=" * n,
    "colons": lambda n: "a:" * (n // 2),
    "semicolons": lambda n: ";" * n,
    "commas": lambda n: "," * n,
    "ats": lambda n: "@" * n,
    "questions": lambda n: "?" * n,
    "slashes": lambda n: "/" * n,
}

# Eight times as much may take eight times as long, and somewhat more; where time grows with the square it is 64 times.
STEP, TIMES = 8, 20.0
LEAST, ENOUGH = 0.0025, 0.05  # seconds: shorter calls are too short to compare
MOST = 4.0  # seconds at a limit; most take a tenth of it


def seconds(function: Callable, argument: object) -> float:
    """CPU seconds of one call in this thread, whatever else the machine does. What it raises is no matter here."""
    gc.disable()  # a collection of all objects there are says nothing about this call
    start = time.thread_time()
    try:
        with contextlib.suppress(RecursionError, MemoryError, ValueError):
            function(argument)
        return time.thread_time() - start
    finally:
        gc.enable()


def takes_long(function: Callable, make: Callable[[int], object], limit: int) -> str | None:
    """None where a text at the limit takes seconds at most, and a longer one no more; else in words what was measured.

    For what works on a text that is cut first, or shown as it is where it is longer than ``limit``.
    """
    function(make(100))
    for n in (limit, 2 * limit):
        if all(seconds(function, make(n)) > MOST for _ in range(3)):
            return f"{n:,} letters take longer than {MOST} s"
    return None


def grows_faster(function: Callable, make: Callable[[int], object], most: int = 50_000) -> str | None:
    """None where the time of ``function(make(n))`` grows no faster than ``n``; else in words what was measured.

    ``n`` is made eight times as large, up to ``most``, until two calls take long enough to be compared; what never does
    is fast enough for any submission that is let in. What looks too slow is measured again: a busy machine makes a call
    longer, and never shorter.
    """
    function(make(100))  # imports and caches
    n = most // STEP**2
    long = seconds(function, make(n))
    while n * STEP <= most:
        n, short = n * STEP, long
        long = seconds(function, make(n))
        for _ in range(2):
            if _too_long(long, short):
                long, short = min(long, seconds(function, make(n))), min(short, seconds(function, make(n // STEP)))
        if _too_long(long, short):
            return f"{n // STEP:,} letters take {short:.4f} s, {n:,} take {long:.4f} s"
        if long > ENOUGH and short > LEAST:
            return None
    return None


def _too_long(long: float, short: float) -> bool:
    return long > max(ENOUGH, TIMES * max(short, LEAST))
