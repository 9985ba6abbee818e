"""Slips that stand in the text of a function and raise nothing: looked for where an answer is wrong and no cause known.

Each of them may be right elsewhere. So none is looked for in an answer that is right, nor where a check has named the
mistake by what came out.
"""

import ast
import builtins

from dlcourse.check.harness.errors_shapes import data_of_the_notebook, unused_arguments
from dlcourse.check.harness.places import definition_of, shown
from dlcourse.check.harness.report import GENERAL

STOPPED = ("an error", "an exception")  # what a check has got where a call raised: that has words of its own


def add_slip(report, *answers):
    """Name a slip in the report of a wrong answer whose mistake has no name yet. Changes the report."""
    if report.passed or not report.started or set(report.mistakes) - set(GENERAL):
        return
    wrong = [check for check in report.checks if check.passed is False and check.got not in STOPPED]
    functions = [answer for answer in answers if definition_of(answer) is not None]
    for function in functions:
        about = [one for one in wrong if len(answers) == 1 or function.__name__ in f"{one.name} {one.message}"]
        found = slip_in(function, nothing=all(check.got == "None" for check in about)) if about else None
        if found is not None:
            about[0].mistake, said = found
            about[0].message = f"{said}. {about[0].message}" if about[0].message else said
            return


def slip_in(function, nothing=False):
    """(the mistake's name, a sentence) of a slip in the text of a function, or None.

    Parameters
    ----------
    function : the learner's
    nothing : whether it gave nothing back
    """
    definition = definition_of(function)
    if definition is None:
        return None
    if nothing:
        return _printed(definition)
    slips = _returns_in_loop(definition) or _power(definition) or _plus_behind(definition)
    return slips or _notebooks_own(definition, function)


def _own_parts(node):
    """All nodes of a function that are in no function within it."""
    for part in ast.iter_child_nodes(node):
        yield part
        if not isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            yield from _own_parts(part)


def _returns_in_loop(definition):
    """A loop that ends in its first turn, whatever happens."""
    for loop in _own_parts(definition):
        if isinstance(loop, (ast.For, ast.While)):
            for statement in loop.body:
                if isinstance(statement, ast.Return):
                    said = f"`return` in line {statement.lineno} of {definition.name} stands inside the loop"
                    return "return in the loop", f"{said}: the loop ends in its first turn"
    return None


def _power(definition):
    """``x ^ 2``: with whole numbers it raises nothing. ``x ^ 1`` turns a bit round, and may be meant."""
    for part in _own_parts(definition):
        if isinstance(part, ast.BinOp) and isinstance(part.op, ast.BitXor):
            right = part.right
            if isinstance(right, ast.Constant) and type(right.value) in (int, float) and right.value not in (0, 1):
                said = f"line {part.lineno} of {definition.name} has `{shown(part)}`. A power is written with `**`"
                return "^ for a power", said
    return None


def _plus_behind(definition):
    """``z =+ w * x``: the sign belongs to what follows, and nothing is added."""
    for part in _own_parts(definition):
        if isinstance(part, ast.Assign) and len(part.targets) == 1:
            first = part.value
            while isinstance(first, ast.BinOp):
                first = first.left
            if isinstance(first, ast.UnaryOp) and isinstance(first.op, ast.UAdd):
                name = shown(part.targets[0])
                said = f"line {part.lineno} of {definition.name} gives `{name}` a new value"
                return "=+ for +=", f"{said}: to add to it is written `{name} += ...`, and not `=+`"
    return None


def _printed(definition):
    """``print`` where ``return`` is meant."""
    parts = list(_own_parts(definition))
    if any(isinstance(part, ast.Return) and part.value is not None for part in parts):
        return None
    for part in parts:
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id == "print":
            said = f"`print` in line {part.lineno} of {definition.name} shows a value and gives none back"
            return "printed, not returned", f"{said}: write `return`"
    return None


def _notebooks_own(definition, function):
    """Data of the notebook in the place of an argument, or of a name that differs in a capital letter."""
    code, names = function.__code__, function.__globals__
    for name in data_of_the_notebook(definition, code, names):
        twin = next((own for own in code.co_varnames if own.lower() == name.lower() and own != name), None)
        unused = [own for own in unused_arguments(definition) if not own.startswith("_")]
        meant = twin or (unused[0] if unused else None)
        if meant is not None and not hasattr(builtins, name):
            said = f"{definition.name} makes no `{name}`: an earlier cell made it"
            return "notebook's name", f"{said}. Is `{meant}` meant{'' if twin else ', which is never used'}?"
    return None
