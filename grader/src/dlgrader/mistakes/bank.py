"""What an entry of a bank is, and how it becomes a notebook's namespace or the text of its cells."""

import inspect
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import numpy as np

from dlgrader.assignments.description import Assignment

# What a notebook's cell runs: a function of the bank, or a dictionary of answers.
Definition = Callable | dict


PUBLIC_VALUES = "public values"  # the group of those that are right for the student's own check


@dataclass(frozen=True)
class Mutant:
    """A wrong solution: the reference with ``functions`` in place of its own.

    ``functions`` maps a name of the assignment to what stands there instead. At least one of the checks in
    ``killed_by`` must fail; ``question`` loses points and no other question does. ``mistake`` is the name that must
    come first, where it matters which.
    """

    id: str
    question: str
    group: str
    description: str
    functions: dict[str, Definition] = field(hash=False)
    killed_by: set[str] = field(hash=False)
    mistake: str | None = None


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
    return _texts(entry.functions)


@dataclass(frozen=True, eq=False)
class Bank:
    """All that is known about the answers to one assignment.

    ``public`` has the checks its students call, ``reference`` the right solution. ``mutants`` must lose points,
    ``variants`` must not.
    """

    description: Assignment
    public: ModuleType
    reference: ModuleType
    mutants: list[Mutant]
    variants: list[Variant]

    @property
    def assignment(self):
        """The assignment's name, as nbgrader has it."""
        return self.description.name

    @property
    def title(self):
        """The assignment's name for people."""
        return self.assignment.replace("-", " ").title().replace(" And ", " and ")

    @property
    def questions(self):
        """{question: the names that its solution cell defines}, in the assignment's order."""
        return self.description.defines

    @property
    def points(self):
        """{question: points}, those that the checks give."""
        return self.description.totals

    @property
    def manual(self):
        """{question: points}, those that a person gives."""
        return self.description.manual

    @property
    def words(self):
        """{question: an answer in words that earns every point}, of those that a person grades."""
        return {question: getattr(self.reference, question) for question in self.manual}

    @property
    def checks(self):
        """{question: names of its checks}."""
        return self.public.CHECKS

    @property
    def public_mutants(self):
        """The mutants that a student's own check sees.

        That is all of them, but for those made of its own values, and where it looks at the form of an answer alone.
        """
        form_only = self.description.form_only
        seen = [mutant for mutant in self.mutants if mutant.group != PUBLIC_VALUES]
        return [mutant for mutant in seen if mutant.group == "form" or not form_only]

    @property
    def given(self):
        """The code that the notebook gives before the first question: imports, and ``GIVEN`` of the reference."""
        functions = [inspect.getsource(function) for function in getattr(self.reference, "GIVEN", ())]
        return "\n\n".join(["import numpy as np\n", *functions])

    source_of = staticmethod(source_of)

    def namespace(self, overrides=None):
        """The names of a notebook in which the reference stands, with ``overrides`` in place of its own functions.

        All run in one fresh dictionary, so that a function calls the overridden helpers, as in a student's notebook.
        """
        names = {"np": np, "__name__": "notebook"}
        exec(compile(Path(self.reference.__file__).read_text(encoding="utf-8"), "reference", "exec"), names)
        for name, definition in (overrides or {}).items():
            exec(compile(source_text(name, definition), f"override of {name}", "exec"), names)
        return names

    def solution_cells(self, overrides=None):
        """{question: text of its solution cell}: the reference's code, with ``overrides`` in place of its own.

        A helper that belongs to no question stands above the first function that is overridden and mentions it.
        """
        overrides = overrides or {}
        own = {name for names in self.questions.values() for name in names}
        helpers = {name: text for name, text in _texts(overrides).items() if name not in own}
        cells = {}
        for question, names in self.questions.items():
            texts = [source_text(name, overrides.get(name, getattr(self.reference, name))) for name in names]
            needed = [helpers.pop(name) for name in list(helpers) if any(re.search(rf"\b{name}\b", t) for t in texts)]
            cells[question] = "\n\n".join(text.rstrip() for text in needed + texts) + "\n"
        return cells

    def questions_of(self, entry):
        """The questions whose functions an entry replaces, or which call one that it replaces, through others or not.

        The rest is the reference's own and need not be judged again.
        """
        texts = _texts({name: getattr(self.reference, name) for names in self.questions.values() for name in names})
        texts |= source_of(entry)
        reached = set(entry.functions)
        while True:
            more = {name for name, text in texts.items() if any(re.search(rf"\b{other}\b", text) for other in reached)}
            if more <= reached:
                return [question for question, names in self.questions.items() if reached & set(names)]
            reached |= more


def _texts(definitions):
    return {name: source_text(name, definition) for name, definition in definitions.items()}
