"""Words for shapes that do not fit, from the two sides of the operation that failed."""

import ast
import builtins
import types

import numpy as np

from dlcourse.check.harness.places import MISSING, factor

PRODUCTS = ("matmul", "not aligned")
FIT = ("core dimension", "enough dimensions", "not aligned", "broadcast together", "not iterable", "subscriptable")


def _sides(told):
    """(left node, right node, whether it is a matrix product) of the operation that failed, or None."""
    node = told.node
    if isinstance(node, (ast.Assign, ast.Return, ast.Expr)):
        node = node.value
    if isinstance(node, ast.BinOp):
        return node.left, node.right, isinstance(node.op, ast.MatMult)
    if isinstance(node, ast.AugAssign):
        return node.target, node.value, isinstance(node.op, ast.MatMult)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in ("dot", "matmul") and len(node.args) == 2:
            return (*node.args, True)
        if node.func.attr == "dot" and len(node.args) == 1:
            return node.func.value, node.args[0], True
    return None


def product(told):
    """What to do where two arrays do not fit: the one way to turn them that fits, or their shapes."""
    if not any(said in told.text for said in (*PRODUCTS, "broadcast together")):
        return None
    sides = _sides(told)
    if sides is None:
        return None
    left, right, matrix = sides
    a, b = told.place.value(left), told.place.value(right)
    if a is MISSING or b is MISSING or not (_counts(a) and _counts(b)):
        return None
    p, q = factor(left), factor(right)
    m, n = np.shape(a), np.shape(b)
    if matrix and (not m or not n):
        one = p if not m else q
        return "number for an array", f"{one} is one number here, and @ multiplies arrays"
    said = f"{p} has shape {m}, {q} has {n}"
    if not matrix:
        return None, f"{said}: these do not fit entry by entry"
    fitting = _turned(p, q, m, n)
    if len(fitting) == 1:
        ((mistake, way),) = fitting
        return mistake, f"{said}: {way} fits"
    return None, f"The shapes do not fit: {said}"


def _counts(value):
    return isinstance(value, (int, float, np.ndarray, np.generic, list, tuple))


def _turned(p, q, m, n):
    """The ways to turn two arrays so that their matrix product fits."""
    found = []
    if len(m) != 2 or len(n) != 2:
        if len(m) == 1 and len(n) == 2 and m[0] == n[1]:
            found.append(("W without .T", f"{p} @ {_transposed(q)}"))
        elif len(m) == 2 and len(n) == 1 and m[0] == n[0]:
            found.append(("W without .T", f"{_transposed(p)} @ {q}"))
        return found
    if m[1] == n[1]:
        found.append(("W without .T", f"{p} @ {_transposed(q)}"))
    if m[0] == n[0]:
        found.append(("W without .T", f"{_transposed(p)} @ {q}"))
    if n[1] == m[0]:
        found.append(("order of the product", f"{q} @ {p}"))
    return found


def _transposed(text):
    return text.removesuffix(".T") if text.endswith(".T") else f"{text}.T"


def notebooks_own(told):
    """A name that the function does not make, and that an earlier cell made by accident, where shapes do not fit."""
    if told.node is None or not any(said in told.text for said in FIT):
        return None
    code, names = told.place.frame.f_code, told.place.frame.f_globals
    here = data_of_the_notebook(told.node, code, names)
    elsewhere = data_of_the_notebook(told.place.definition, code, names) if told.place.definition is not None else []
    for name in [*here, *elsewhere]:
        what = _kind(names[name])
        twin = next((own for own in code.co_varnames if own.lower() == name.lower()), None)
        said = f"{told.place.function or 'the function'} makes no `{name}`: an earlier cell made it, {what}"
        if twin:
            return "notebook's name", f"{said}. Is `{twin}` meant?"
        unused = unused_arguments(told.place.definition) if name in here else []
        if unused:
            return "notebook's name", f"{said}. Is `{unused[0]}` meant, which is never used?"
    return None


def unused_arguments(definition):
    """The names of the arguments that a function never looks at."""
    if definition is None:
        return []
    used = {part.id for part in ast.walk(definition) if isinstance(part, ast.Name)}
    return [part.arg for part in (*definition.args.posonlyargs, *definition.args.args) if part.arg not in used]


def data_of_the_notebook(node, code, names):
    """The names in an expression that are no names of the function, and hold data of the notebook."""
    own = {*code.co_varnames, *code.co_cellvars, *code.co_freevars}
    found = []
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load) and part.id not in own and part.id in names:
            value = names[part.id]
            known = callable(value) or isinstance(value, types.ModuleType) or hasattr(builtins, part.id)
            if not known and not part.id.isupper() and part.id not in found:
                found.append(part.id)
    # One capital letter, such as X, is as likely to be data as a constant.
    found += [
        part.id for part in ast.walk(node)
        if isinstance(part, ast.Name) and len(part.id) == 1 and part.id.isupper() and part.id not in own
        and isinstance(names.get(part.id), np.ndarray) and part.id not in found
    ]  # fmt: skip
    return found


def _kind(value):
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, (int, float, np.generic)):
        return "one number"
    if isinstance(value, (dict, list, tuple)):
        return {dict: "a dictionary", list: "a list", tuple: "a tuple"}.get(type(value), "a value")
    return "a value"
