"""What a text of code speaks of."""

from __future__ import annotations

import ast

from dlgrader.plain.assignment import parsed


def names_of(source: str) -> set[str]:
    """The names that a cell gives a value to, at any depth: what it asks for, where it is a stub."""
    found = set()
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
    return found
