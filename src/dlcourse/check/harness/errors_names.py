"""Words for names and keys: not there, not there yet, written otherwise, or given another meaning on the way."""

import ast
import builtins
import difflib
import re
import types

import numpy as np

from dlcourse.check.harness.newest import failed, input_that_makes, notebook_makes
from dlcourse.check.harness.places import MISSING, shown

MODULES = {
    "np": ("numpy", "import numpy as np"),
    "math": ("math", "import math"),
    "nn": ("dlcourse.nn", "from dlcourse import nn"),
    "plt": ("matplotlib.pyplot", "import matplotlib.pyplot as plt"),
    "pd": ("pandas", "import pandas as pd"),
    "random": ("random", "import random"),
}
MOST_KEYS = 8


def spoilt(told):
    """A function of Python's, or a module, whose name was given another value: ``sum = 2 + 3``, ``np = 4``."""
    for name in _called(told):
        place = told.place
        value = place.value(ast.Name(name, ast.Load(), lineno=1, col_offset=0, end_lineno=1, end_col_offset=0))
        if value is MISSING:
            continue
        if name in MODULES and not isinstance(value, types.ModuleType) and not callable(value):
            return _spoilt(told, name, f"`{name}` is no longer the module", f"run `{MODULES[name][1]}` again")
        if hasattr(builtins, name) and not callable(value):
            return _spoilt(told, name, f"`{name}` is no longer Python's function", f"run `del {name}`")
        made = "" if callable(value) or place.is_own(name) else input_that_makes(name, functions=True)
        if made and made != input_that_makes(name):
            again = f"run the cell with `def {name}` again"
            return _spoilt(told, name, f"`{name}` is no longer the function that you wrote", again)
    return None


def _called(told):
    """The names that the failed expression calls, or takes an attribute of, or asks ``isinstance`` about."""
    node = told.node
    node = node.value if isinstance(node, (ast.Assign, ast.Return, ast.Expr)) else node
    if told.kind in ("NameError", "UnboundLocalError") or node is None:
        return
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name):
            yield node.func.id
            if node.func.id == "isinstance":
                yield from (part.id for part in ast.walk(node.args[-1]) if isinstance(part, ast.Name))
        if isinstance(node.func, ast.Attribute):
            node = node.func
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in MODULES:
        yield node.value.id


def _spoilt(told, name, what, cure):
    definition, place = told.place.definition, told.place
    if place.is_own(name):
        arguments = definition.args if definition is not None else None
        if arguments is not None and name in [a.arg for a in (*arguments.posonlyargs, *arguments.args)]:
            return "spoilt name", f"{what}: here it is an argument of {place.function}. Give that another name"
        lines = [part.lineno for part in ast.walk(definition or ast.Pass()) if _stores(part, name)]
        where = f" of line {min(lines)}" if lines else ""
        return "spoilt name", f"{what}: here it is a variable{where}. Give that variable another name"
    line = _line_that_binds(input_that_makes(name), name)
    because = f": `{line}` gave this name another value" if line else ": it was given another value"
    return "spoilt name", f"{what}{because}. Rename that variable, then {cure}"


def _stores(node, name):
    return isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)


def _line_that_binds(text, name):
    """The line of an input that gives the name its value, or ""."""
    for line in (text or "").splitlines():
        if re.match(rf"\s*{name}\s*([-+*/]?=(?!=)|:|,)|\s*for\b.*\b{name}\b.*\bin\b", line):
            return line.strip()[:60]
    return ""


def not_there(told):
    """A name that is not there: not run yet, written otherwise, or of no line at all."""
    if told.kind not in ("NameError", "UnboundLocalError"):
        return None
    found = re.search(r"'([^']+)'", told.text)
    if not found:
        return None
    name = found[1]
    if told.kind == "UnboundLocalError" or "local variable" in told.text:
        return _too_early(told, name)
    if "free variable" in told.text:
        return None
    if told.place is None:
        return _well_known(name, "")
    if (key := _quotes_missing(told, name)) is not None:
        return key
    if input_that_makes(name):
        stopped = f"The cell that makes `{name}` stopped before that line. Mend it, and run it again"
        return "cell did not run", stopped if failed(name) else f"Run the cell that makes `{name}` again"
    where = notebook_makes(name)
    if where:
        return "not run yet", (
            f"The cell that makes `{name}` has not run since the kernel started. Run it first: `{where}`"
        )
    return (
        _well_known(name, where)
        or _written_otherwise(told, name)
        or (
            "no such name",
            f"`{name}` is no argument of {told.place.function or 'the function'}, and no line gives it a value",
        )
    )


def _well_known(name, where):
    if name in MODULES:
        line = MODULES[name][1]
        if where is None:  # the notebook is known, and does not import it
            return "module not imported", f"Write `{line}` in a cell above, and run it"
        return "module not imported", f"Run the cell with `{line}` first. After a restart every cell must run again"
    return None


def _too_early(told, name):
    """A name of the function's own that is used before it has a value."""
    definition = told.place.definition if told.place else None
    if definition is None:
        return "used too early", f"`{name}` has no value yet in this line"
    stores = [part for part in ast.walk(definition) if _stores(part, name)]
    grows = [part for part in ast.walk(definition) if isinstance(part, ast.AugAssign) and _stores(part.target, name)]
    if grows and len(grows) == len(stores):
        return "no first value", f"`{name}` needs a first value before it can grow: `{name} = 0` above the loop, say"
    known = name in told.place.frame.f_globals or hasattr(builtins, name)
    if known and stores:
        return "own name", (
            f"Line {min(part.lineno for part in stores)} gives `{name}` a value, so in this function it is a variable, "
            f"and has none yet. Give that variable another name"
        )
    before = [part.lineno for part in stores if part.lineno < told.place.line]
    if before:
        where = f"in line {min(before)}, in an `if` or a loop that did not run here"
        return "used too early", f"`{name}` gets its value only {where}"
    return "used too early", f"`{name}` gets its first value further down"


def _quotes_missing(told, name):
    """``parameters[W1]``."""
    for part in ast.walk(told.place.definition) if told.place.definition is not None else ():
        if isinstance(part, ast.Subscript) and isinstance(part.slice, ast.Name) and part.slice.id == name:
            whole = told.place.value(part.value) if part.lineno == told.place.line else MISSING
            if isinstance(whole, dict) and name in whole:
                return "quotes missing", f'A key stands in quotes: {shown(part.value)}["{name}"]'
    return None


NOTHING = ("null", "nil", "nothing", "undefined")  # what other languages call None
SHORT_NAMES = {"numpy": "np", "matplotlib": "plt", "pandas": "pd"}


def _written_otherwise(told, name):
    frame = told.place.frame
    if name.lower() in NOTHING:
        return "name misspelt", "It is written `None`"
    short = SHORT_NAMES.get(name)
    if short is not None and isinstance(frame.f_globals.get(short), types.ModuleType):
        return "module's name", f"The notebook imports {name} as {short}: write `{short}` in its place"
    inner = [own for own in frame.f_locals if not own.startswith(("_", "."))]
    for other in (*inner, *_public(frame.f_globals), *dir(builtins)):
        if other != name and other.lower() == name.lower():
            return "name misspelt", f"It is written `{other}`"
    for module in ("np", "math"):
        value = frame.f_globals.get(module)
        if isinstance(value, types.ModuleType) and len(name) > 2 and callable(getattr(value, name, None)):
            return "module left out", f"It is written {module}.{name}"
    if len(name) > 2:
        close = difflib.get_close_matches(name, [*inner, *_public(frame.f_globals), *_plain_builtins()], 1, 0.78)
        if close:
            return "name misspelt", f"Is `{close[0]}` meant?"
    return None


def _public(names):
    return [name for name in list(names) if not name.startswith("_") and name not in ("In", "Out", "exit", "quit")]


def _plain_builtins():
    return [name for name in dir(builtins) if name.islower() and not name.startswith("_")]


def key(told):
    """A key that a dictionary does not have, from those that it has."""
    if told.kind != "KeyError" or told.place is None or not getattr(told.error, "args", ()):
        return None
    node, wanted = told.node, told.error.args[0]
    node = node.target if isinstance(node, ast.AugAssign) else node
    if not isinstance(node, ast.Subscript):
        return None
    whole, name = told.place.value(node.value), shown(node.value)
    if type(whole) is not dict or not whole or wanted in whole:
        return None
    keys = ", ".join(map(str, list(whole)[:MOST_KEYS])) + (", ..." if len(whole) > MOST_KEYS else "")
    has = f"The keys of {name} are {keys}"
    if not isinstance(wanted, str):
        if all(isinstance(one, str) for one in whole) and isinstance(wanted, (int, np.integer, tuple)):
            return "number for a key", f"{has}: texts, and no numbers"
        return None, has
    if callable(next(iter(whole.values()))):
        return None
    if re.search(r"\{\w+.*\}", wanted) and not isinstance(node.slice, ast.JoinedStr):
        return "f missing", f'{has}. An f is missing before the quotes: f"{wanted}"'
    if f"d{wanted}" in whole:
        return "d missing in the key", f'{has}. The gradient of {wanted} is {name}["d{wanted}"]'
    if wanted.startswith("d") and wanted[1:] in whole:
        return "d too much in the key", f'{has}. Without the d: {name}["{wanted[1:]}"]'
    if other := next((one for one in whole if isinstance(one, str) and one.lower() == wanted.lower()), None):
        return "key misspelt", f'{has}. It is written "{other}"'
    split = re.fullmatch(r"([A-Za-z]+)(\d+)", wanted)
    layers = [int(one[len(split[1]) :]) for one in whole if re.fullmatch(rf"{split[1]}\d+", str(one))] if split else []
    if layers:
        return "layer out of range", f"{name} holds {split[1]}{min(layers)} to {split[1]}{max(layers)}, and no {wanted}"
    return None, has
