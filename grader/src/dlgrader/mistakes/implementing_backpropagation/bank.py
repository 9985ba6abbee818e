"""What an entry of the bank is, and how it becomes a notebook's namespace or the text of its cells."""

import inspect
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from dlgrader.assignments.implementing_backpropagation import QUESTIONS
from dlgrader.mistakes.implementing_backpropagation import reference

# What a notebook's cell runs: a function of the bank, or the dictionary ``answers``.
Definition = Callable | dict


@dataclass(frozen=True)
class Mutant:
    """A wrong solution: the reference with ``functions`` in place of its own.

    ``functions`` maps a name of the assignment to what stands there instead. At least one of the checks in
    ``killed_by`` must fail; ``question`` loses points and no other question does.
    """

    id: str
    question: str
    group: str
    description: str
    functions: dict[str, Definition] = field(hash=False)
    killed_by: set[str] = field(hash=False)


@dataclass(frozen=True)
class Variant:
    """A right solution in another style. It must get every point."""

    id: str
    description: str
    functions: dict[str, Definition] = field(hash=False)


def source_text(name, definition):
    """The text that defines ``name`` as ``definition`` in a notebook."""
    if isinstance(definition, dict):
        lines = [f"    {key!r}: {value!r}," for key, value in definition.items()]
        return "\n".join([f"{name} = {{", *lines, "}", ""])
    source = textwrap.dedent(inspect.getsource(definition))
    return re.sub(rf"\b{definition.__name__}\b", name, source)


def source_of(entry):
    """{name: text} of all that a mutant or variant defines in place of the reference."""
    return {name: source_text(name, definition) for name, definition in entry.functions.items()}


def namespace(overrides=None):
    """The names of a notebook in which the reference stands, with ``overrides`` in place of its own functions.

    All run in one fresh dictionary, so that ``train`` calls the overridden helpers, as in a student's notebook.
    """
    names = {"np": np, "__name__": "notebook"}
    exec(compile(_reference_text(), "reference", "exec"), names)
    for name, definition in (overrides or {}).items():
        exec(compile(source_text(name, definition), f"override of {name}", "exec"), names)
    return names


def solution_cells(overrides=None):
    """{question: text of its solution cell}: the reference's code, with ``overrides`` in place of its own.

    A helper that belongs to no question stands above the first function that is overridden and mentions it.
    """
    overrides = overrides or {}
    helpers = {name: text for name, text in _texts(overrides).items() if not any(name in q for q in QUESTIONS.values())}
    cells = {}
    for question, names in QUESTIONS.items():
        texts = [source_text(name, overrides.get(name, getattr(reference, name))) for name in names]
        needed = [helpers.pop(name) for name in list(helpers) if any(re.search(rf"\b{name}\b", t) for t in texts)]
        cells[question] = "\n\n".join(text.rstrip() for text in needed + texts) + "\n"
    return cells


def questions_of(entry):
    """The questions whose functions an entry replaces, or which call one that it replaces, through others or not.

    The rest is the reference's own and need not be judged again.
    """
    texts = _texts({name: getattr(reference, name) for names in QUESTIONS.values() for name in names})
    texts |= source_of(entry)
    reached = set(entry.functions)
    while True:
        more = {name for name, text in texts.items() if any(re.search(rf"\b{other}\b", text) for other in reached)}
        if more <= reached:
            return [question for question, names in QUESTIONS.items() if reached & set(names)]
        reached |= more


def _texts(definitions):
    return {name: source_text(name, definition) for name, definition in definitions.items()}


def _reference_text():
    return Path(reference.__file__).read_text(encoding="utf-8")
