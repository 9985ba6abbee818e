"""Every assignment's source and release: its cells, points and prose, and nothing of a solution in the release."""

import ast
import inspect
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat
import pytest
from dlgrader.mistakes import BANKS

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Assignment:
    name: str

    @property
    def bank(self):
        return BANKS[self.name]

    def read(self, folder):
        return nbformat.read(ROOT / folder / self.name / f"{self.name}.ipynb", as_version=4)

    @cached_property
    def source(self):
        return self.read("source")

    @cached_property
    def release(self):
        return self.read("release")

    @property
    def both(self):
        return self.source, self.release


ASSIGNMENTS = [Assignment(name) for name in BANKS]


@pytest.fixture(params=ASSIGNMENTS, ids=list(BANKS))
def assignment(request):
    return request.param


def cells(notebook):
    """{grade_id: cell}"""
    return {
        cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if cell.metadata.get("nbgrader") is not None
    }


def code(notebook):
    """The source of every code cell that reads as Python."""
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")


def functions(source):
    """{name: function node without its docstring}"""
    found = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    for node in found.values():
        if ast.get_docstring(node) is not None:
            del node.body[0]
    return found


def names_of(assignment):
    return [name for names in assignment.bank.questions.values() for name in names]


def prose_before(notebook, grade_id):
    """The text of a question: the markdown above its cell, from its heading on."""
    place = next(k for k, cell in enumerate(notebook.cells) if cell["id"] == grade_id)
    texts = [cell.source for cell in notebook.cells[:place] if cell.cell_type == "markdown"]
    heading = max(k for k, text in enumerate(texts) if text.startswith("## "))
    return "\n".join(texts[heading:])


def test_cells_and_points(assignment):
    bank = assignment.bank
    for notebook in assignment.both:
        graded = cells(notebook)
        judged = [name for question in bank.points for name in (question, f"test_{question}")]
        assert [name for name in graded if name not in bank.manual] == judged
        for question, points in bank.points.items():
            solution, test = graded[question].metadata.nbgrader, graded[f"test_{question}"].metadata.nbgrader
            assert (solution.points, solution.solution, solution.grade, solution.locked) == (0, True, False, False)
            assert (test.points, test.solution, test.grade, test.locked) == (points, False, True, True)
            assert solution.schema_version == test.schema_version == 3
            assert graded[question]["id"] == question
        for question, points in bank.manual.items():
            by_hand = graded[question].metadata.nbgrader
            assert (by_hand.points, by_hand.solution, by_hand.grade, by_hand.locked) == (points, True, True, False)
        assert sum(cell.metadata.nbgrader.get("points", 0) for cell in graded.values()) == 100


def test_prose_stands_before_each_question_and_gives_its_points(assignment):
    for notebook in assignment.both:
        order = [name for name in cells(notebook) if not name.startswith("test_")]
        points = assignment.bank.points | assignment.bank.manual
        for number, question in enumerate(order, start=1):
            prose = prose_before(notebook, question)
            assert re.fullmatch(rf"## {number}\. .* \({points[question]} points\)", prose.split("\n")[0])
            assert "*Accepted:*" in prose
            if question not in assignment.bank.manual:
                ids = [cell["id"] for cell in notebook.cells]
                assert ids[ids.index(question) + 1] == f"test_{question}"


def test_the_first_cell_gives_objectives_and_minutes_and_says_what_to_hand_in(assignment):
    texts = [cell.source for cell in assignment.release.cells if cell.cell_type == "markdown"]
    first, last = texts[0], texts[-1]
    assert first.startswith("# ")
    assert "you can" in first and "**Time:**" in first and "**Builds on:**" in first
    assert "python -m dlcourse ready FILE" in first
    assert "python -m dlcourse ready FILE" in last


def test_the_last_cell_sums_up_and_offers_ready(assignment):
    assert assignment.release.cells[-1].source == "from dlcourse import ready, so_far\n\nso_far()\nready(button=True)"


def test_a_test_cell_ends_in_one_visible_call(assignment):
    module = assignment.name.replace("-", "_")
    hidden = f"### BEGIN HIDDEN TESTS\nfrom dlgrader.assignments import {module} as check\n### END HIDDEN TESTS\n"
    for question, names in assignment.bank.questions.items():
        call = f"check.{question}({', '.join(names)})"
        assert cells(assignment.source)[f"test_{question}"].source == hidden + call
        assert cells(assignment.release)[f"test_{question}"].source == call
        assert callable(getattr(assignment.bank.public, question))
        assert callable(assignment.bank.description.scored(question))


def test_the_notebook_imports_the_checks_of_its_bank(assignment):
    public = assignment.bank.public.__name__
    for notebook in assignment.both:
        names = {}
        for node in ast.parse(code(notebook)).body:
            if isinstance(node, ast.ImportFrom) and any((a.asname or a.name) == "check" for a in node.names):
                names = {f"{node.module}.{alias.name}" for alias in node.names}
                break
        assert names == {public}


def test_solutions_are_the_banks_reference(assignment):
    expected = functions(inspect.getsource(assignment.bank.reference))
    found = functions(code(assignment.source))
    for question, names in assignment.bank.questions.items():
        for name in names:
            if name in expected:
                assert ast.unparse(found[name]) == ast.unparse(expected[name]), name
            else:
                defined = {}
                exec(cells(assignment.source)[question].source, defined)
                assert defined[name] == getattr(assignment.bank.reference, name)


def test_the_solution_in_words_is_the_banks(assignment):
    for question, words in assignment.bank.words.items():
        source = cells(assignment.source)[question].source
        assert re.search(r"### BEGIN SOLUTION\n(.*)\n### END SOLUTION", source, re.DOTALL).group(1) == words
        assert cells(assignment.release)[question].source == "Your answer here."


def test_signatures_are_the_banks(assignment):
    for notebook in assignment.both:
        for name, node in functions(code(notebook)).items():
            if name in names_of(assignment):
                names = {}
                exec(f"def {name}({ast.unparse(node.args)}): pass", names)
                expected = inspect.signature(getattr(assignment.bank.reference, name))
                assert str(inspect.signature(names[name])) == str(expected)


def test_the_release_holds_no_solution(assignment):
    text = nbformat.writes(assignment.release)
    for forbidden in ("SOLUTION", "HIDDEN", "dlgrader", "mistakes"):
        assert forbidden not in text
    for name, node in functions(code(assignment.release)).items():
        if name in names_of(assignment):
            assert len(node.body) == 1 and isinstance(node.body[0], ast.Raise), name
    for question in assignment.bank.points:
        solution = re.findall(
            r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", cells(assignment.source)[question].source, re.DOTALL
        )
        assert solution
        for line in {line.strip() for region in solution for line in region.split("\n")}:
            assert len(line) < 16 or line not in code(assignment.release), line


def test_every_docstring_gives_shapes(assignment):
    graded = names_of(assignment)
    for node in ast.parse(code(assignment.source)).body:
        if isinstance(node, ast.FunctionDef) and node.name in graded:
            assert re.search(r"shape|\(m, |\(n,\)|\(n_1,|float|number", ast.get_docstring(node)), node.name
