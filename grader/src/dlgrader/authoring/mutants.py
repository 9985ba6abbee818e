"""Small changes of a right answer, made by rule: what checks accept of them, nobody has thought of.

Each changes one place: an operator, a constant, a condition, a statement that is left out, arguments in another order,
an axis. Libraries that do this change files of a package and run its tests, and none of them knows an axis.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

SHOWN = 60  # letters of a changed place

_OPERATORS = {
    ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.Div,), ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div,), ast.Mod: (ast.FloorDiv,), ast.Pow: (ast.Mult,), ast.MatMult: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,), ast.BitOr: (ast.BitAnd,), ast.LShift: (ast.RShift,), ast.RShift: (ast.LShift,),
}  # fmt: skip
_COMPARISONS = {
    ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt, ast.GtE), ast.Gt: (ast.GtE, ast.Lt), ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,), ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}  # fmt: skip
_KEPT = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Pass, ast.Global, ast.Nonlocal)


@dataclass(frozen=True)
class Mutant:
    """A changed answer.

    Attributes
    ----------
    line : of the answer's cell
    said : what was changed, in words
    text : of the cell
    """

    line: int
    said: str
    text: str


def mutants(text: str, most: int | None = None, seed: int = 0) -> list[Mutant]:
    """The mutants of a cell, each once; at most so many, drawn from all, in the order of their lines.

    A change that Python compiles to the same is none. Of a text that is no Python there are none.
    """
    try:
        count = sum(1 for _ in ast.walk(ast.parse(text)))
    except (SyntaxError, ValueError):
        return []
    found, seen = [], {_compiled(ast.parse(text))}
    for number in range(count):
        for one in range(sum(1 for _ in _changes(_nth(ast.parse(text), number)))):
            tree = ast.parse(text)
            said, line, change = list(_changes(_nth(tree, number)))[one]
            change()
            ast.fix_missing_locations(tree)
            code = _compiled(tree)
            if code is not None and code not in seen:
                seen.add(code)
                found.append(Mutant(line, said, ast.unparse(tree) + "\n"))
    if most is not None and len(found) > most:
        found = random.Random(seed).sample(found, most)  # noqa: S311 - a draw
    return sorted(found, key=lambda mutant: mutant.line)


def _compiled(tree: ast.Module) -> str | None:
    """What tells one program from another, where they stand in no matter what lines."""
    try:
        compile(tree, "mutant", "exec")
    except (SyntaxError, ValueError, TypeError):
        return None
    return ast.dump(tree)


def _nth(tree: ast.Module, number: int) -> ast.AST:
    _tie(tree)
    return next(node for k, node in enumerate(ast.walk(tree)) if k == number)


def _tie(tree: ast.Module) -> None:
    """Let each node know the one above it."""
    for parent in ast.walk(tree):
        for child in ast.iter_child_nodes(parent):
            vars(child)["above"] = parent


def _above(node: ast.AST) -> ast.AST | None:
    return vars(node).get("above")


Change = tuple[str, int, Callable[[], object]]


def _changes(node: ast.AST) -> Iterator[Change]:
    """What can be changed at one node: in words, the line, and the change."""
    if _is_no_matter(node):
        return
    if isinstance(node, ast.BinOp | ast.AugAssign):
        for other in _OPERATORS.get(type(node.op), ()):
            yield _told(node, lambda n, other=other: setattr(n, "op", other()))
    elif isinstance(node, ast.Compare):
        for k, operator in enumerate(node.ops):
            for other in _COMPARISONS.get(type(operator), ()):
                yield _told(node, lambda n, k=k, other=other: n.ops.__setitem__(k, other()))
    elif isinstance(node, ast.BoolOp):
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield _told(node, lambda n: setattr(n, "op", other()))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield _told(node, lambda n: _replace(n, n.operand))
    elif isinstance(node, ast.Constant):
        for value in _others(node):
            yield _told(node, lambda n, value=value: setattr(n, "value", value))
    elif isinstance(node, ast.Call):
        yield from _of_call(node)
    elif isinstance(node, ast.Attribute) and node.attr == "T" and isinstance(node.ctx, ast.Load):
        yield _told(node, lambda n: _replace(n, n.value))
    elif isinstance(node, ast.If | ast.IfExp):
        for value in (True, False):
            yield _told(node.test, lambda n, value=value: setattr(node, "test", ast.Constant(value)), str(value))
    for body in ("body", "orelse"):
        statements = getattr(node, body, None)
        if isinstance(statements, list) and not isinstance(node, ast.Module | ast.ClassDef):
            yield from _left_out(statements)


def _is_no_matter(node: ast.AST) -> bool:
    """Whether nothing here changes an answer: words of an error, an annotation, a docstring."""
    at: ast.AST | None = node
    while at is not None:
        above = _above(at)
        documents = isinstance(above, ast.Expr) and isinstance(at, ast.Constant)
        if documents or isinstance(at, ast.Raise | ast.Assert | ast.arg | ast.JoinedStr):
            return True
        at = above
    return False


def _others(node: ast.Constant) -> list:
    above = _above(node)
    if isinstance(above, ast.keyword) and above.arg == "axis":
        return [1 - node.value] if node.value in (0, 1) else []
    if isinstance(node.value, bool):
        return [not node.value]
    if isinstance(node.value, int | float):
        return [node.value + 1, node.value - 1]
    if isinstance(node.value, str):
        return [node.value + "x"] if node.value else ["x"]
    return []


def _of_call(node: ast.Call) -> Iterator[Change]:
    for k in range(len(node.args) - 1):
        if not isinstance(node.args[k], ast.Starred) and not isinstance(node.args[k + 1], ast.Starred):
            yield _told(node, lambda n, k=k: n.args.__setitem__(slice(k, k + 2), n.args[k : k + 2][::-1]))
    if isinstance(node.func, ast.Name) and node.func.id == "range" and node.args:
        k = min(1, len(node.args) - 1)
        if not isinstance(node.args[k], ast.Constant):
            for operator in (ast.Add, ast.Sub):
                yield _told(
                    node,
                    lambda n, k=k, operator=operator: n.args.__setitem__(
                        k, ast.BinOp(n.args[k], operator(), ast.Constant(1))
                    ),
                )


def _left_out(statements: list[ast.stmt]) -> Iterator[Change]:
    for k, statement in enumerate(statements):
        documents = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        if isinstance(statement, _KEPT) or documents:
            continue
        words = f"`{_short(ast.unparse(statement))}` is left out"
        yield words, statement.lineno, lambda k=k: statements.__setitem__(k, ast.Pass())


def _told(node: ast.expr | ast.stmt, change: Callable[[Any], object], after: str | None = None) -> Change:
    """The change with its words: what stood there, and what stands there then."""
    before = ast.unparse(node)
    if after is None and isinstance(node, ast.Constant):
        copy = ast.Constant(node.value)
        change(copy)
        before, after = repr(node.value), repr(copy.value)
    if after is None:
        holder = ast.parse(before).body[0]
        copy = holder.value if isinstance(holder, ast.Expr) and not isinstance(node, ast.stmt) else holder
        root = ast.Module([holder], [])
        _tie(root)
        change(copy)
        after = ast.unparse(ast.fix_missing_locations(root))
    return f"`{_short(before)}` becomes `{_short(after)}`", node.lineno, lambda: change(node)


def _replace(node: ast.AST, by: ast.AST) -> None:
    above = vars(node)["above"]
    for name, value in ast.iter_fields(above):
        if value is node:
            setattr(above, name, by)
        elif isinstance(value, list) and node in value:
            value[value.index(node)] = by


def _short(text: str) -> str:
    first, *more = text.splitlines()
    return first if not more and len(first) <= SHOWN else f"{first[: SHOWN - 4].rstrip()} ..."
