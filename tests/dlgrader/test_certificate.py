"""The certificate of an assignment: what it claims of good ones, and what it finds in bad ones."""

import shutil
from pathlib import Path

import nbformat
import pytest
from dlgrader.authoring import leaks, new, page
from dlgrader.authoring.certificate import FAILS, HOLDS, LOOK, Certificate, Claim, certify, wilson
from dlgrader.authoring.mutants import mutants
from dlgrader.authoring.subject import subject
from dlgrader.cli.app import app
from dlgrader.course.folder import CourseError
from dlgrader.mistakes import ASSIGNMENTS
from dlgrader.workers.processes import Processes
from gradebook_rows import REPOSITORY
from typer.testing import CliRunner

NAME = "means"
FOLDER = Path("assignments") / NAME


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The assignment that `dlgrader new` writes. Whoever changes it takes a copy."""
    folder = tmp_path_factory.mktemp("certified") / "course"
    folder.mkdir()
    shutil.copy(REPOSITORY / "nbgrader_config.py", folder)
    new.write(NAME, folder)
    return folder


def test_a_new_assignment_is_certified_and_its_page_says_so(course, tmp_path):
    target = tmp_path / "c.html"
    arguments = [
        "check-assignment",
        NAME,
        "--course",
        str(course),
        "--seeds",
        "2",
        "--mutants",
        "12",
        "--html",
        str(target),
    ]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == HOLDS, done.output
    said = done.output.splitlines()
    assert sum(line.startswith("+ ") for line in said) == 7 and not any(line.startswith("- ") for line in said)
    assert (
        "+ Every wrong solution loses the check that names it, on 2 seeds: 3 of 3 (95 % interval: 44 % to 100 %)"
        in said
    )
    assert "  Changed answers that lose points: 12 of 12 (95 % interval: 76 % to 100 %)" in said
    assert said[-1] == "The certificate holds."
    text = target.read_text()
    assert (
        "Every right solution gets all points" in text
        and "<script" not in text
        and "http" not in text.split("</style>")[1]
    )


MEANS = "    return [sum(values[: k + 1]) / (k + 1) for k in range(len(values))]"
IN_PLACE = """    for k in range(len(values) - 1, -1, -1):
        values[k] = sum(values[: k + 1]) / (k + 1)
    return values"""
BY_CHANCE = f"""    if len(values) == 1 and values[0] > 0:
        return [0.0]
{MEANS}"""
SOLUTIONS = {  # said, what it loses, the body
    "wrong/harmless.py": ("As right as can be.", "Loses: running_mean: values", MEANS),
    "wrong/elsewhere.py": ("Changes what it is given.", "Loses: running_mean: values", IN_PLACE),
    "wrong/silent.py": ("Says nothing.", "", "    return []"),
    "wrong/unknown.py": ("No such check.", "Loses: running_mean: value", "    return []"),
    "right/none.py": ("Another name.", "", "    return 0"),
    "right/by_chance.py": ("Right where the first hidden number is below 0.", "", BY_CHANCE),
}


@pytest.fixture(scope="module")
def broken(course, tmp_path_factory):
    folder = tmp_path_factory.mktemp("broken") / "course"
    shutil.copytree(course, folder)
    for path, (said, loses, body) in SOLUTIONS.items():
        name = "mean" if path == "right/none.py" else "running_mean"
        (folder / FOLDER / path).write_text(f'"""{said}\n\n{loses}\n"""\n\n\ndef {name}(values):\n{body}\n')
    for kept in ("wrong/total_mean.py", "wrong/argument_changed.py", "right/numpy.py"):
        (folder / FOLDER / kept).unlink()
    description = folder / "assignments" / f"{NAME}.py"
    text = (
        description.read_text().replace("            draw=draw_texts,\n", "").replace('"capitals": 1', '"capitals": 2')
    )
    description.write_text(text)
    check = folder / "source" / NAME / f"{NAME}_check.py"
    check.write_text(f"{check.read_text()}\n\ndef count(text, letter, counts):\n"
                     "    counts[letter] = counts.get(letter, 0) + 1\n")  # fmt: skip
    notebook = folder / "source" / NAME / f"{NAME}.ipynb"
    made = nbformat.read(notebook, as_version=4)
    for cell in made.cells:  # a line that no example needs, and a number that students get as it is
        cell.source = cell.source.replace("def count_letters(text):", "def count_letters(text, least=1):")
        cell.source = cell.source.replace("    counts = {}\n", "    counts = {}\n    text = text.strip()\n")
    nbformat.write(made, notebook)
    return certify(subject(NAME, folder), Processes(2), seeds=4, most_mutants=40)


def lines_of(certificate, start):
    (claim,) = (one for one in certificate.claims if one.said.startswith(start))
    return claim, "\n".join(claim.lines)


def test_what_does_not_hold_is_said(broken):
    assert broken.status == FAILS
    claim, said = lines_of(broken, "Every wrong")
    assert (claim.right, claim.tried) == (1, 3)  # the two that cannot be tried are told elsewhere
    assert "wrong/harmless.py (As right as can be.): running_mean gets all 5 points" in said
    assert "running_mean does not lose values; it loses arguments unchanged" in said
    _, said = lines_of(broken, "Every right")
    assert "right/by_chance.py" in said and "2 of 5 points for running_mean" in said
    _, said = lines_of(broken, "The verdict is the same")
    assert said.startswith("right/by_chance.py") and "points for running_mean, as the hidden inputs fall" in said
    claim, said = lines_of(broken, "The release holds no answer")
    assert (
        not claim.holds
        and said == "means_check.py holds a line of the solution: counts[letter] = counts.get(letter, 0) + 1"
    )
    claim, said = lines_of(broken, "Notebook, description")
    assert not claim.holds
    assert "means.ipynb gives 4 points for test_count_letters, and the description 5" in said
    assert "text/means.py and source/means/means.ipynb are not the same. Run `jupytext --to ipynb --output" in said
    assert "wrong/silent.py: its docstring does not say what it loses. Write a line such as `Loses: " in said
    assert "wrong/unknown.py: it loses 'value', which is no check of running_mean. There are values, no number" in said
    assert "right/none.py: it defines none of running_mean, count_letters" in said
    assert lines_of(broken, "The author's own")[0].holds and lines_of(broken, "The untouched")[0].holds


def test_survivors_are_named_with_their_line(broken):
    assert broken.killed.right + len(broken.survivors) == broken.killed.tried > 20
    assert "count_letters, line 4: `text = text.strip()` is left out, in `text = text.strip()`" in broken.survivors
    assert not any("running_mean" in line or "line 1:" in line for line in broken.survivors)


def test_the_page_escapes_what_it_shows():
    bad = Certificate("<b>", [Claim("<i>", 0, 1, ["<script>"])], Claim("lost", 1, 2), ["x < 1"], 2, 3)
    text = page.as_page(bad)
    assert "<script>" not in text and "&lt;script&gt;" in text and "x &lt; 1" in text and "&lt;b&gt;" in text
    said = list(page.lines(bad))
    assert said[1:3] == ["- <i>: no", "    <script>"] and said[-1] == page.END[FAILS]
    fine = Certificate("a", [Claim("b", 1, 1)], Claim("lost", 1, 2), ["x"], 2, 3)
    assert fine.status == LOOK and list(page.lines(fine))[-1] == page.LOOK_AT


@pytest.mark.parametrize(
    ("right", "tried", "low", "high"), [(10, 10, 0.722, 1), (0, 10, 0, 0.278), (45, 50, 0.786, 0.957)]
)
def test_the_interval_is_wilsons(right, tried, low, high):
    assert wilson(right, tried) == pytest.approx((low, high), abs=5e-4)
    assert wilson(0, 0) == (0, 1)


CHANGED = '''def f(values, k):
    """A word."""
    total = 0.5
    for i in range(len(values)):
        if i < k and values:
            raise ValueError("no 7")
        total += g(values.T, k)
    return np.sum(values, axis=0) / total
'''


def test_each_kind_of_change_is_made_once():
    text = CHANGED
    said = [f"{one.line} {one.said}" for one in mutants(text)]
    for wanted in (
        "3 `total = 0.5` is left out", "3 `0.5` becomes `1.5`",
        "4 `range(len(values))` becomes `range(len(values) - 1)`",
        "5 `i < k` becomes `i <= k`", "5 `i < k and values` becomes `i < k or values`",
        "7 `total += g(values.T, k)` becomes `total -= g(values.T, k)`", "7 `g(values.T, k)` becomes `g(k, values.T)`",
        "7 `values.T` becomes `values`", "8 `0` becomes `1`",
        "8 `np.sum(values, axis=0) / total` becomes `np.sum(values, axis=0) * total`",
    ):  # fmt: skip
        assert wanted in said, said
    assert not any("word" in one or "no 7" in one.removesuffix("is left out") for one in said if "left out" not in one)
    assert len({one.text for one in mutants(text)}) == len(said)
    assert len(mutants(text, 5)) == 5 and mutants("def f(") == []
    for one in mutants(text):
        compile(one.text, "mutant", "exec")


def test_what_leaks_is_found_and_what_is_open_is_not():
    cell = nbformat.v4.new_code_cell
    source = nbformat.v4.new_notebook(cells=[
        cell("### BEGIN SOLUTION\nanswer = 6 * 7 + nothing_else\n### END SOLUTION"),
        cell("### BEGIN HIDDEN TESTS\nassert answer == 42 + nothing\n### END HIDDEN TESTS\nshown = answer_of(2)"),
    ])  # fmt: skip

    def found(*cells, beside=(), description=""):
        return list(leaks.found(source, nbformat.v4.new_notebook(cells=list(cells)), dict(beside), description))

    assert found(cell("raise NotImplementedError()"), cell("shown = answer_of(2)")) == []
    assert "a line of the solution" in found(cell("answer=6*7+nothing_else"))[0]
    assert "a line of a hidden test" in found(beside={"a.py": "    assert answer == 42 + nothing"})[0]
    assert "'dlgrader'" in found(cell("from dlgrader import x"))[0]
    description = "def f(x):\n    return x ** 2 + secret\n"
    assert "a line of the description" in found(beside={"a.py": "return x**2 + secret"}, description=description)[0]


def test_an_assignment_that_cannot_be_certified_is_said(course, tmp_path):
    done = CliRunner().invoke(app, ["check-assignment", "medians", "--course", str(course)])
    assert done.exit_code == 2 and done.output.startswith("No assignment is called medians.") and NAME in done.output
    with pytest.raises(CourseError, match="has no notebook, and a description is of one"):
        subject("perceptron", course)
    folder = tmp_path / "course"
    shutil.copytree(course, folder)
    notebook = folder / "source" / NAME / f"{NAME}.ipynb"
    made = nbformat.read(notebook, as_version=4)
    made.cells[3].metadata.nbgrader.grade_id = "count_letters"
    nbformat.write(made, notebook)
    with pytest.raises(CourseError, match=r"has the id count_letters more than once\. Give each cell its own"):
        subject(NAME, folder)
    (folder / "source" / "plain").mkdir()
    done = CliRunner().invoke(app, ["check-assignment", "plain", "--course", str(folder)])
    assert done.exit_code == 2 and "its own tests grade it, and nothing is certified" in done.output


@pytest.mark.slow
@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_ours_are_certified_by_the_same_command(name):
    arguments = [
        "check-assignment",
        name,
        "--course",
        str(REPOSITORY),
        "--sample",
        "1",
        "--seeds",
        "2",
        "--mutants",
        "2",
    ]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code in (HOLDS, LOOK), done.output
    assert sum(line.startswith("+ ") for line in done.output.splitlines()) == 7
