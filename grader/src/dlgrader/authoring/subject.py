"""What a certificate is about: an assignment's notebook, its release, its description, and solutions to try."""

from __future__ import annotations

import ast
import copy
import logging
import re
import shutil
import tempfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from dlgrader.assignments import ASSIGNMENTS, describe, own
from dlgrader.assignments.description import Assignment, DescriptionError
from dlgrader.authoring.new import notebook_from
from dlgrader.course.folder import CourseError, open_course
from dlgrader.gradebook.assignment import agreement
from dlgrader.gradebook.outputs import tested_question
from dlgrader.mistakes import BANKS

_LOSES = re.compile(r"^\s*Loses:\s*(\w+)\s*:\s*(.+?)\s*$", re.MULTILINE)
_MARK = re.compile(r"### (BEGIN|END) SOLUTION")


@dataclass(frozen=True)
class Solution:
    """A solution to try.

    Attributes
    ----------
    name, said : as it is told
    answers : {question: text of its cell}, in the place of the notebook's own
    loses : {question: names of checks}: one of them at least must fail, or all where ``each``; of a right one empty
    """

    name: str
    said: str
    answers: dict[str, str]
    loses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    each: bool = True


@dataclass
class Subject:
    """An assignment as its author has it.

    Attributes
    ----------
    source : the author's notebook, with solutions and tests
    release : what students get
    beside : {name: text} of the text files that they get with it
    problems : what is wrong before anything is tried, one line each
    """

    name: str
    description: Assignment
    own: own.Own | None
    source: NotebookNode
    release: NotebookNode
    beside: dict[str, str]
    wrong: list[Solution] = field(default_factory=list)
    right: list[Solution] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @cached_property
    def tests(self) -> NotebookNode:
        """The released notebook with the author's tests: what the gradebook has of it."""
        whole = copy.deepcopy(self.release)
        tests = {_id(cell): cell.source for cell in self.source.cells if _graded(cell)}
        for cell in whole.cells:
            cell.source = tests.get(_id(cell), cell.source)
        return whole

    @cached_property
    def cells(self) -> dict[str, str]:
        """{question: grade id of the cell for its answer}."""
        found, before = {}, None
        for cell in self.source.cells:
            meta = cell.metadata.get("nbgrader") or {}
            if meta.get("solution") and cell.cell_type == "code":
                before = meta["grade_id"]
            elif meta.get("grade") and cell.cell_type == "code":
                name = tested_question(meta["grade_id"], before, self.description)
                found[name] = name if any(_id(one) == name for one in self.source.cells) else before
        return found

    def answer(self, question: str) -> tuple[str, set[int]]:
        """The author's answer to a question without nbgrader's marks, and the lines of it that stood between them."""
        cell = next(cell for cell in self.source.cells if _id(cell) == self.cells[question])
        kept, inside, within = [], set(), False
        for line in cell.source.splitlines():
            if mark := _MARK.search(line):
                within = mark[1] == "BEGIN"
                continue
            kept.append(line)
            if within:
                inside.add(len(kept))
        return "\n".join(kept) + "\n", inside or set(range(1, len(kept) + 1))

    def handed_in(self, answers: dict[str, str]) -> bytes:
        """The author's notebook as a student's, with some of its answers replaced."""
        whole = copy.deepcopy(self.source)
        put: dict[str | None, str] = {
            self.cells[question]: text for question, text in answers.items() if question in self.cells
        }
        for cell in whole.cells:
            cell.source = put.get(_id(cell), cell.source)
        return nbformat.writes(whole).encode()


def subject(name: str, course: Path) -> Subject:
    """The assignment of that name in a course folder.

    Raises
    ------
    CourseError
        If there is nothing to certify: one line that says what to do.
    """
    folder = course / "source" / name
    notebooks = sorted(folder.glob("*.ipynb"))
    if len(notebooks) != 1:
        said = "no notebook" if not notebooks else f"{len(notebooks)} notebooks"
        raise CourseError(f"{folder} has {said}, and a description is of one. Name the course folder with --course.")
    try:
        description_of = own.find(name, course)
        description = describe(name) if description_of is None else own.load(description_of)
        source = nbformat.read(notebooks[0], as_version=4)
    except (DescriptionError, LookupError) as error:
        raise CourseError(str(error)) from None
    except Exception as error:
        said = " ".join(str(error).split())[:200]
        raise CourseError(f"{notebooks[0]} cannot be read ({said}). Save it as a notebook again.") from None
    ids = [one for cell in source.cells if (one := _id(cell))]
    if twice := sorted({one for one in ids if ids.count(one) > 1}):
        raise CourseError(f"{notebooks[0].name} has the id {twice[0]} more than once. Give each cell its own.")
    release, beside = released(name, course, notebooks[0].stem)
    made = Subject(name, description, description_of, source, release, beside)
    wrong, remarks = agreement(description, source, notebooks[0].name)
    made.problems += [*wrong, *remarks, *_twins_disagree(course, name, notebooks[0])]
    if name in ASSIGNMENTS:
        _of_the_bank(made)
    elif description_of is not None:
        _of_the_folder(made, solutions_folder(description_of, course))
    return made


def released(name: str, course: Path, notebook: str) -> tuple[NotebookNode, dict[str, str]]:
    """What nbgrader makes of it for students, and the text files that lie beside. Raises CourseError."""
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        shutil.copy(course / "nbgrader_config.py", folder)
        shutil.copytree(course / "source" / name, folder / "source" / name)
        try:
            with open_course(folder) as (config, coursedir):
                logging.getLogger("traitlets").setLevel(logging.CRITICAL)
                coursedir.assignment_id, config.SaveCells.enabled = name, False  # as --no-db does
                converter = GenerateAssignment(coursedir=coursedir, config=config)
                converter.no_database = converter.force = converter.create_assignment = True
                converter.start()
        except (NbGraderException, SystemExit) as error:
            said = " ".join(str(error).split())[:300]
            raise CourseError(
                f"nbgrader makes no release of {name} ({said}). `nbgrader generate_assignment {name}` says more."
            ) from None
        made = folder / "release" / name
        texts = {}
        for path in sorted(made.rglob("*")):
            if path.is_file() and path.suffix != ".ipynb":
                try:
                    texts[path.relative_to(made).as_posix()] = path.read_text(encoding="utf-8")
                except UnicodeDecodeError:
                    continue
        return nbformat.read(made / f"{notebook}.ipynb", as_version=4), texts


def _twins_disagree(course: Path, name: str, notebook: Path) -> list[str]:
    """A line where the text that the notebook follows from says something else."""
    text, path = course / "text" / f"{name}.py", notebook.relative_to(course)
    if not text.is_file():
        return []
    try:
        follows = notebook_from(text.read_text(encoding="utf-8"))
    except Exception as error:
        return [
            f"text/{name}.py is no text of a notebook ({' '.join(str(error).split())[:200]}). Mend it, or delete it."
        ]
    made = [cell.source.strip() for cell in nbformat.read(notebook, as_version=4).cells]
    if made == [cell.source.strip() for cell in follows.cells]:
        return []
    do = f"Run `jupytext --to ipynb --output {path} text/{name}.py`, or delete the text if the notebook counts."
    return [f"text/{name}.py and {path} are not the same. {do}"]


def solutions_folder(description: own.Own, course: Path) -> Path:
    """Where the solutions of an own assignment lie: beside its description, in a folder of its name.

    Raises CourseError.
    """
    if not description.entry:
        return course / own.FOLDER / description.name
    from importlib.util import find_spec

    spec = find_spec(description.entry)
    if spec is None or spec.origin is None:
        raise CourseError(f"The module {description.entry} has no file of its own. Install its package again.")
    return Path(spec.origin).with_suffix("")


def _of_the_bank(made: Subject) -> None:
    bank = BANKS[made.name]
    for one in bank.mutants:
        cells = bank.solution_cells(one.functions)
        answers = {question: cells[question] for question in bank.questions_of(one)}
        loses = {one.question: tuple(sorted(one.killed_by))}
        made.wrong.append(Solution(one.id, one.description, answers, loses, each=False))
    for one in bank.variants:
        cells = bank.solution_cells(one.functions)
        answers = {question: cells[question] for question in bank.questions_of(one)}
        made.right.append(Solution(one.id, one.description, answers))


def _of_the_folder(made: Subject, folder: Path) -> None:
    for kind in ("wrong", "right"):
        files = sorted((folder / kind).glob("*.py"))
        if not files:
            what = "a mistake that students make" if kind == "wrong" else "another way to be right"
            made.problems.append(f"There is no {kind} solution in {folder / kind}. Write {what} into a file there.")
        for path in files:
            told = f"{kind}/{path.name}"
            try:
                one = _solution(made.description, told, path.read_text(encoding="utf-8"), kind == "wrong")
            except (ValueError, OSError) as error:
                made.problems.append(f"{told}: {error}")
                continue
            (made.wrong if kind == "wrong" else made.right).append(one)


def _solution(description: Assignment, told: str, text: str, wrong: bool) -> Solution:
    """A solution from its file. Raises ValueError with what to do."""
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise ValueError(f"line {error.lineno}: {error.msg}") from None
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            defined |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    answered = [question for question, names in description.defines.items() if defined & set(names)]
    if not answered:
        raise ValueError(f"it defines none of {', '.join(sum(description.defines.values(), ()))}")
    # All of it stands in the first cell; the others' names are defined there.
    answers = dict.fromkeys(answered, "") | {answered[0]: text}
    said = ast.get_docstring(tree) or ""
    loses: dict[str, tuple[str, ...]] = {}
    for question, checks in _LOSES.findall(said):
        if question not in description:
            raise ValueError(f"it loses {question}, which is no question. There are {', '.join(description.totals)}")
        named = tuple(check.strip() for check in checks.split(","))
        if unknown := [check for check in named if check not in description[question].points]:
            there = ", ".join(description[question].points)
            raise ValueError(f"it loses {unknown[0]!r}, which is no check of {question}. There are {there}")
        loses[question] = named
    if wrong and not loses:
        raise ValueError("its docstring does not say what it loses. Write a line such as `Loses: root: values` into it")
    return Solution(told, said.split("\n")[0], answers, loses if wrong else {})


def _id(cell: NotebookNode) -> str | None:
    return (cell.metadata.get("nbgrader") or {}).get("grade_id")


def _graded(cell: NotebookNode) -> bool:
    meta = cell.metadata.get("nbgrader") or {}
    return bool(meta.get("grade")) and not meta.get("solution")
