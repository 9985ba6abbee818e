"""A text taken to pieces that can be compared: code as its syntax tree without names, prose as its words."""

from __future__ import annotations

import ast
import builtins
import keyword
import re
import warnings
from collections.abc import Iterator

# Tokens in a piece. One changed token changes this many pieces.
LENGTH = 10

_BUILTINS = frozenset(dir(builtins)) | {"np", "numpy", "plt", "math"}
_MAGIC = re.compile(r"^([^\S\n]*+)[%!].*$", re.MULTILINE)
_WORD = re.compile(r"\w+")
_LEXEME = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|\w+|[^\w\s]")
_COMMENT = re.compile(r"#.*")
_MOST = 200_000  # characters; a longer answer is cut


def pieces(text: str, code: bool = True) -> set[int]:
    """The pieces of a text, as hashes: each is ``LENGTH`` tokens in a row.

    A variable is called by the place where it first stands within the piece, so that other names give equal pieces.
    Code that is no Python is taken token by token. Raises nothing.
    """
    text = text[:_MOST]
    tokens = list(_code(text) if code else (word.casefold() for word in _WORD.findall(text)))
    if not tokens:
        return set()
    length = min(LENGTH, len(tokens))
    return {_piece(tokens[start : start + length]) for start in range(len(tokens) - length + 1)}


def _piece(tokens: list) -> int:
    names: dict[str, int] = {}
    return hash(tuple(names.setdefault(one.name, len(names)) if type(one) is _Name else one for one in tokens))


class _Name:
    """A name that the writer chose."""

    __slots__ = ("name",)

    def __init__(self, name: str):
        self.name = name


def _code(text: str) -> list:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about a student's escapes
            tree = ast.parse(_MAGIC.sub(r"\1pass", text))
        return list(_walk(tree))[1:]  # without the word Module
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return _lexemes(text)


def _lexemes(text: str) -> list:
    words = _LEXEME.findall(_COMMENT.sub("", text))
    return [_named(word) if word.isidentifier() else word for word in words]


def _named(name: str):
    return name if name in _BUILTINS else _Name(name)


# Fields that say nothing about how a thing is computed.
_LEFT_OUT = frozenset(("ctx", "annotation", "returns", "type_comment", "type_ignores", "kind", "type_params"))


def _walk(tree: ast.AST) -> Iterator:
    """The tokens of a tree, in the order of its text; without recursion, so that depth costs nothing."""
    waiting: list = [tree]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, ast.AST):
            yield node
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            pass  # a docstring, or a string in place of a comment
        elif isinstance(node, ast.Pass | ast.Import | ast.ImportFrom):
            pass
        elif isinstance(node, ast.Name):
            yield _named(node.id)
        elif isinstance(node, ast.Constant):
            number = isinstance(node.value, int | float | complex) and node.value not in (0, 1, 2)
            yield "number" if number else node.value
        else:
            yield type(node).__name__
            waiting += reversed(list(_parts(node)))


def _parts(node: ast.AST) -> Iterator:
    """What a node holds: nodes, and words as tokens."""
    for name, value in ast.iter_fields(node):
        if name in _LEFT_OUT:
            continue
        if isinstance(value, ast.AST):
            yield value
        elif isinstance(value, list):
            yield from (one for one in value if isinstance(one, ast.AST))
        elif isinstance(value, str):
            chosen = name in ("name", "arg", "id") and not isinstance(node, ast.keyword)
            yield _named(value) if chosen else value


def line_shape(line: str) -> tuple:
    """A line of code without its names, for laying two answers side by side; empty for a comment or nothing."""
    words = _LEXEME.findall(_COMMENT.sub("", line))
    return tuple("name" if word.isidentifier() and not keyword.iskeyword(word) else word for word in words)
