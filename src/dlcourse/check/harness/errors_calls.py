"""Words for what cannot be called, indexed or added up: a missing ``*``, a power, brackets, lists for arrays."""

import ast
import builtins
import re

import numpy as np

from dlcourse.check.harness.places import MISSING, factor, shown

ARRAYS = tuple(f"numpy.{kind}" for kind in ("ndarray", "float64", "int64", "float32", "bool"))
NUMBERS = ("int", "float", "bool", "list", *ARRAYS)
NUMBER = (int, float, np.generic)
TEXT = "A text takes part in a calculation: numbers stand without quotes"
NO_CALL = re.compile(r"'([\w.]+)' object is not callable")
OPERANDS = re.compile(r"unsupported operand type\(s\) for (\S+): '([\w.]+)' and '([\w.]+)'")


def _value(node):
    return node.value if isinstance(node, (ast.Assign, ast.Return, ast.Expr)) else node


def _truth(node):
    return isinstance(node, (ast.Compare, ast.BoolOp)) or (
        isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.Invert))
    )


def _operands(told):
    """The nodes on the two sides of the operation that failed, or ()."""
    node = _value(told.node)
    if isinstance(node, ast.BinOp):
        return node.left, node.right
    if isinstance(node, ast.UnaryOp):
        return (node.operand,)
    return (node.target, node.value) if isinstance(node, ast.AugAssign) else ()


def power(told):
    """``^`` where ``**`` was meant."""
    found = OPERANDS.search(told.text)
    kinds = (found[2], found[3]) if found else ()
    by_type = found and found[1].startswith("^") and all(kind in NUMBERS for kind in kinds)
    if not by_type and "'bitwise_xor' not supported" not in told.text:
        return None
    sides = _operands(told)
    if any(_truth(side) for side in sides):
        return None
    if sides and any(_is_truth(told.place.value(side)) for side in sides):
        return None
    written = told.place.written(told.node) if sides else ""
    if "^" in written:
        return "^ for a power", f"A power is written with `**`: {written.replace('^', '**')}. `^` is no power"
    return "^ for a power", "A power is written with `**`, not with `^`"


def _is_truth(value):
    return isinstance(value, (bool, np.bool_)) or (isinstance(value, np.ndarray) and value.dtype == bool)


def _has_no_call(kind):
    """Whether an object of this kind is a number, an array, or holds some."""
    return kind in (*NUMBERS, "tuple", "dict", "str") or kind.startswith("numpy.")


def not_callable(told):
    """A missing ``*``, square brackets that are round, a text for a function. Spoilt names have been told already."""
    if told.place is None and not callable(told.function):
        return "no function given", "Give the check the function itself, without brackets after its name"
    found = NO_CALL.search(told.text)
    if not found or not _has_no_call(found[1]):
        return None
    if told.place is None or told.place.node is None:
        return _not_callable_alone(found[1])
    node = _value(told.node)
    if not isinstance(node, ast.Call):
        return None
    called, given = node.func, node.args
    name = shown(called)
    if isinstance(called, (ast.List, ast.Tuple, ast.Dict)) and given:
        return "missing comma", f"A comma is missing between {name} and the bracket after it"
    named = isinstance(called, ast.Attribute) and called.attr in ("shape", "size", "ndim", "T")
    if named and (not given or called.attr == "shape"):
        entry = f"[{shown(given[0])}]" if given else ""
        return "brackets", f"`{name}` is no function: {name}{entry}, without round brackets"
    if found[1] == "str":
        return "text for a function", f"{name} is a text, the name of a function: choose the function with `if`"
    first = told.place.value(given[0]) if len(given) == 1 else MISSING
    if found[1] in ("dict", "tuple") or isinstance(first, str):
        key = ", ".join(map(shown, given))
        return "brackets", f"An entry is taken with square brackets: {name}[{key}]"
    if not given:
        return "brackets", f"{name} is {_what(found[1])}, and no function: leave out the ()"
    if not isinstance(told.place.value(called), NUMBER) and _is_position(first) and isinstance(called, ast.Name):
        entry = f"{name}[{shown(given[0])}]"
        return (
            "brackets",
            f"{name} is {_what(found[1])}. An entry is {entry}, in square brackets. A product needs `*`",
        )
    product = f"{factor(called)} * ({', '.join(map(shown, given))})"
    return "missing *", f"{name} is {_what(found[1])}, and no function. Is a `*` missing before the bracket: {product}?"


def _what(kind):
    if kind == "numpy.ndarray":
        return "an array"
    return {"list": "a list", "tuple": "a tuple", "dict": "a dictionary", "str": "a text"}.get(kind, "a number")


def _is_position(value):
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool)


def _not_callable_alone(kind):
    return None, f"Brackets come after {_what(kind)}. Is a `*` missing, or did this name belong to a function?"


def counted_arguments(told):
    """Too many or too few arguments: of the function that the check calls, or in a call of the student's own."""
    if told.kind != "TypeError":
        return None
    if "unexpected keyword argument" in told.text:
        if told.place is None:
            return "argument renamed", "Keep the names of the arguments as they are given"
        return None
    if not re.search(r"takes (from )?\d+|takes no arguments|missing \d+ required positional", told.text):
        return None
    name = told.text.split("(")[0].rsplit(".", 1)[-1]
    if told.place is not None:
        own = getattr(told.place.frame.f_globals.get(name), "__code__", None)
        return (None, f"Compare this call with the line that begins with `def {name}`") if own else None
    return "arguments changed", "Keep the arguments in the line that begins with `def` as they are given"


def nothing_returned(told):
    """A None that takes part in a calculation: the call that gave it, or its name."""
    if "NoneType" not in told.text:
        return None
    node = _value(told.node) if told.node is not None else None
    parts = _operands(told) if node is not None else ()
    if isinstance(node, ast.Call):
        parts = node.args
    elif isinstance(node, (ast.Subscript, ast.Attribute)):
        parts = (node.value,)
    for part in parts:
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name):
            value = told.place.value(part.func)
            if getattr(value, "__code__", None) is not None and len(parts) > 0 and _gives_none(told, parts, part):
                name = part.func.id
                return "nothing returned", f"{name}(...) gives nothing back. Is there a `return` in {name}?"
        elif told.place.value(part) is None:
            said = f"{shown(part)} is None: a function without `return` gives that, and so do .append, .sort and print"
            return "None used", said
    return None


def _gives_none(told, parts, part):
    """Whether of the parts of an operation this one must be the None."""
    others = [told.place.value(other) for other in parts if other is not part]
    return all(other is not None and other is not MISSING for other in others)


def brackets_missing(told):
    """``x.sum * 2``, ``sigmoid * a``, ``len[x]``: a function where its value is meant."""
    if not re.search(r"'?(builtin_function_or_method|function|method|type|ufunc|numpy\.ufunc)\b", told.text):
        return None
    node = _value(told.node) if told.node is not None else None
    if isinstance(node, ast.Subscript) and "subscriptable" in told.text:
        name = shown(node.value)
        return "brackets", f"{name} is a function. It is called with round brackets: {name}({shown(node.slice)})"
    for part in _operands(told) or (node.args if isinstance(node, ast.Call) else ()):
        if isinstance(part, ast.Attribute) and part.attr not in ("T", "shape"):
            base = told.place.value(part.value)
            if base is not MISSING and callable(getattr(base, part.attr, None)):
                return "brackets missing", f"`()` is missing after {shown(part)}"
        elif isinstance(part, ast.Name) and callable(told.place.value(part)):
            return "brackets missing", f"{part.id} is the function itself. Its value for z is {part.id}(z)"
    return None


def no_entries(told):
    """An entry of one number."""
    if not re.search(r"'(int|float|numpy\.\w+)' object is not subscriptable|invalid index to scalar", told.text):
        return None
    node = _value(told.node) if told.node is not None else None
    if not isinstance(node, ast.Subscript):
        return None, "One number has no entries: what stands before [ ] is a number"
    if isinstance(node.value, ast.Constant):
        return "missing *", f"Is a `*` missing after {shown(node.value)}?"
    return "number for an array", f"{shown(node.value)} is one number. It has no entry [{shown(node.slice)}]"


def position(told):
    """A position that is no whole number, or that lies beyond the end."""
    no_index = re.search(r"(list|tuple) indices must be integers or slices, not ([\w.]+)", told.text)
    node = _value(told.node) if told.node is not None else None
    node = node.target if isinstance(node, ast.AugAssign) else node
    node = node.targets[0] if isinstance(node, ast.Delete) else node
    if isinstance(told.node, ast.Assign) and isinstance(told.node.targets[0], ast.Subscript):
        node = told.node.targets[0]
    if not isinstance(node, ast.Subscript):
        return None
    name, inside = shown(node.value), node.slice
    if isinstance(node.value, (ast.List, ast.Tuple)) and no_index and isinstance(inside, (ast.List, ast.Tuple)):
        return "missing comma", f"A comma is missing between {name} and the bracket after it"
    if no_index and no_index[2] == "tuple" and isinstance(inside, ast.Tuple):
        each = "".join(f"[{shown(part)}]" for part in inside.elts)
        return "list for an array", f"{name} is a list. Its entry is {name}{each}, or make it an array with np.array"
    if no_index or "valid indices" in told.text or "arrays used as indices" in told.text:
        return _no_position(told, name, inside)
    return _beyond(told, node, name, inside)


def _no_position(told, name, inside):
    at = told.place.value(inside)
    if isinstance(inside, ast.List):
        return "missing *", f"Is a `*` missing between {name} and the bracket after it?"
    if any(isinstance(part, ast.BinOp) and isinstance(part.op, ast.Div) for part in ast.walk(inside)):
        return (
            "/ in a position",
            f"A position is a whole number. `//` gives one, and `/` does not: [{shown(inside)}]",
        )
    if isinstance(at, str):
        return "text for a position", f"{name} has positions, 0, 1, 2, ..., and no names such as {at!r}"
    loop = _loop_over(told.place.definition, inside)
    if loop is not None and not (isinstance(loop, ast.Call) and shown(loop.func) in ("range", "enumerate")):
        return "entry for a position", (
            f"`for {shown(inside)} in {shown(loop)}` gives the entries. For positions: range(len({shown(loop)}))"
        )
    if isinstance(at, np.ndarray) and at.dtype.kind == "f":
        return "missing *", f"Is a `*` missing between {name} and the bracket after it?"
    if isinstance(at, (float, np.floating)):
        is_it = f", not {at:g}" if isinstance(inside, ast.Constant) else f": {shown(inside)} is {at:g}"
        return "no whole number", f"A position is a whole number{is_it}"
    return None


def _loop_over(definition, name):
    """What a loop runs over whose variable is this name, or None."""
    for part in ast.walk(definition) if definition is not None and isinstance(name, ast.Name) else ():
        if isinstance(part, (ast.For, ast.comprehension)) and shown(part.target) == name.id:
            return part.iter
    return None


def _beyond(told, node, name, inside):
    if told.kind != "IndexError":
        return None
    whole, at = told.place.value(node.value), told.place.value(inside)
    shape = np.shape(whole) if isinstance(whole, np.ndarray) else None
    if "too many indices" in told.text and shape is not None:
        return None, f"{name} has shape {shape}: it takes {len(shape)} position{'s' * (len(shape) != 1)}"
    if isinstance(whole, (list, tuple, np.ndarray)) and not len(whole):
        return "empty", f"{name} has no entries yet, so there is no {name}[{shown(inside)}]"
    if _is_position(at) and isinstance(whole, (list, tuple, np.ndarray)) and len(whole):
        where = f"[{shown(inside)}]"
        where += "" if isinstance(inside, ast.Constant) else f" with {shown(inside)} = {at}"
        last = len(whole) - 1
        return None, f"{name} has {last + 1} entr{'y' if not last else 'ies'}, from 0 to {last}. There is no {where}"
    return None


def list_for_array(told):
    """Arithmetic and attributes that arrays have and lists have not."""
    if any(isinstance(told.place.value(side), str) for side in _operands(told)):
        return "text for a number", TEXT
    found = OPERANDS.search(told.text)
    lists = found and "list" in (found[2], found[3]) and {found[2], found[3]} <= {"list", *NUMBERS}
    if lists or "can't multiply sequence by non-int" in told.text or "can only concatenate list" in told.text:
        return "list for an array", "A list does not calculate entry by entry: np.array(...) of it does, or a loop"
    if re.search(r"'list' object has no attribute '(shape|T|dot|sum|mean|size|ndim|reshape)'", told.text):
        return "list for an array", "A list is no array: np.array(...) of it is one"
    return None


def text_for_number(told):
    """A number in quotes."""
    found = OPERANDS.search(told.text)
    if (found and "str" in (found[2], found[3])) or re.search(r"dtype\('<U\d+'\)|concatenate str", told.text):
        return "text for a number", TEXT
    return None


def whole_number(told):
    """A number with decimals where a count is wanted; a count where something to go through is wanted."""
    if "object cannot be interpreted as an integer" in told.text and "float" in told.text:
        return "no whole number", "A whole number is wanted here: `//` divides into whole numbers, `/` does not"
    if re.search(r"Cannot interpret '\d+' as a data type", told.text):
        return "brackets", "A shape is one argument, in brackets of its own: np.zeros((2, 3))"
    if "'int' object is not iterable" in told.text:
        return "number for a range", "A loop cannot go through one number: range(n) counts from 0 to n - 1"
    if "'float' object is not iterable" in told.text:
        return "number for an array", "One number has nothing to go through: a list or an array is wanted here"
    if re.search(r"object of type '(int|float|numpy\.\w+)' has no len", told.text):
        return "number for an array", "One number has no length: len is of a list or an array"
    return None


def asks(told):
    """``input()`` within a function that a check calls."""
    if told.kind in ("EOFError", "StdinNotImplementedError") and (told.node is None or _calls(told.node, "input")):
        return "input", "`input()` has nobody to ask here: the value comes as the argument"
    return None


def _calls(node, name):
    called = _value(node)
    return isinstance(called, ast.Call) and isinstance(called.func, ast.Name) and called.func.id == name


def product_of_two(told):
    """``np.dot(w, x, b)``: the third is where the answer is put."""
    if told.kind == "TypeError" and re.fullmatch(
        r"'out' must be an array|return arrays must be of ArrayType", told.text
    ):
        return "one argument too many", "This function of NumPy takes one argument less: what is added stands behind it"
    return None


def several_names(told):
    """``w, b = step(w)``: as many values as names are wanted."""
    if "cannot unpack non-iterable NoneType" in told.text:
        return "nothing returned", "What stands on the right of = gives nothing back. Is there a `return` in it?"
    if re.search(r"cannot unpack non-iterable (int|float|numpy\.\w+) object", told.text):
        return "number for a pair", "On the left of = stand several names, and one number came for them"
    if found := re.search(r"(too many|not enough) values to unpack \(expected (\d+)", told.text):
        than = "more" if found[1] == "too many" else "fewer"
        return "other number of values", f"On the left of = stand {found[2]} names, and {than} values came for them"
    return None


def array_of_rows(told):
    """Rows of unlike length, and an axis that is not there."""
    if "inhomogeneous shape" in told.text:
        return "rows of unlike length", "The rows have different lengths, or arrays stand beside numbers"
    if found := re.search(r"axis -?\d+ is out of bounds for array of dimension (\d)", told.text):
        axes = "no axis: it is one number" if found[1] == "0" else "axis 0 alone" if found[1] == "1" else "axes 0 and 1"
        return ("no such axis", f"An array of dimension {found[1]} has {axes}") if found[1] in "012" else None
    return None


def attribute(told):
    """A function that stands elsewhere: no ``np.sigmoid``, no ``x.exp()``."""
    found = re.search(r"module '(\w+)' has no attribute '(\w+)'", told.text)
    if found and told.place is not None:
        if callable(told.place.frame.f_globals.get(found[2])):
            return "wrong module", f"{found[2]} is a function of the notebook: nothing stands before its name"
        if found[1] == "numpy" and hasattr(builtins, found[2]):
            return "wrong module", f"{found[2]} is Python's own, without anything before it"
        if found[1] == "math" and hasattr(np, found[2]):
            return "wrong module", f"np.{found[2]} is a function of NumPy"
        if found[2] != found[2].lower() and hasattr(np, found[2].lower()):
            return "wrong module", f"np.{found[2].lower()} is written with small letters"
    found = re.search(r"'dict' object has no attribute '(\w+)'", told.text)
    if found and told.place is not None and isinstance(told.node, ast.Attribute):
        whole = told.place.value(told.node.value)
        if isinstance(whole, dict) and found[1] in whole:
            return (
                "brackets",
                f'An entry of a dictionary is taken with square brackets: {shown(told.node.value)}["{found[1]}"]',
            )
    found = re.search(r"'numpy\.(?:ndarray|float64)' object has no attribute '(\w+)'", told.text)
    if found and callable(getattr(np, found[1], None)):
        return "wrong module", f"It is written as a function: np.{found[1]}(...)"
    return None
