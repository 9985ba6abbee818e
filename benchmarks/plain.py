"""Two plain assignments through ``dlgrader autograde`` and stock nbgrader: speed, and every difference in points.

    python benchmarks/plain.py --sizes 24 200

One assignment is about NumPy, one about pandas with a data file. Both graders get the same class: each of ``KINDS``
again and again, the last of them once. Stock runs with nbgrader's own preprocessors, unprotected. Seconds are of the
whole command, on the clock and of all its processes (those of the sandbox where ``grading.py`` can count them).
"""

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

import nbformat
from grading import run
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

STOCK = """
c = get_config()
c.CourseDirectory.db_url = "sqlite:///gradebook.db?timeout=60"
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError"}
c.Execute.timeout = 60
"""
OURS = """
from dlgrader import settings

c = get_config()
c.CourseDirectory.db_url = "sqlite:///gradebook.db?timeout=60"
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError"}
c.Sandbox.libraries = ["pandas"]
settings.configure(c)
"""


@dataclass(frozen=True)
class Question:
    """An answer, its tests, and what a class writes."""

    name: str
    stub: str
    tests: str
    points: int
    right: str
    wrong: str


NUMPY = [
    Question(
        "standardize",
        "def standardize(x):\n    ### BEGIN SOLUTION\n    return (x - x.mean(axis=0)) / x.std(axis=0)\n"
        "    ### END SOLUTION",
        "x = np.arange(12.0).reshape(4, 3) ** 2\nassert standardize(x).shape == (4, 3)\n"
        "### BEGIN HIDDEN TESTS\nnp.testing.assert_allclose(standardize(x).mean(axis=0), 0, atol=1e-12)\n"
        "assert np.allclose(standardize(x).std(axis=0), 1)\n### END HIDDEN TESTS",
        3,
        "def standardize(x):\n    centred = x - np.mean(x, axis=0)\n    return centred / np.std(x, axis=0)",
        "def standardize(x):\n    return (x - x.mean()) / x.std()",
    ),
    Question(
        "distances",
        "def distances(a, b):\n    ### BEGIN SOLUTION\n    return np.sqrt(((a[:, None] - b[None]) ** 2).sum(-1))\n"
        "    ### END SOLUTION",
        "earned = 0\na, b = x[:2], x[2:]\nif distances(a, b).shape == (2, 2):\n    earned += 1\n"
        "### BEGIN HIDDEN TESTS\nif np.isclose(distances(a, a)[0, 1], np.linalg.norm(a[0] - a[1])):\n    earned += 1\n"
        "### END HIDDEN TESTS\nearned",
        2,
        "def distances(a, b):\n    return np.array([[np.linalg.norm(p - q) for q in b] for p in a])",
        "def distances(a, b):\n    return np.abs(a[:, None] - b[None]).sum(-1)",
    ),
]  # fmt: skip
PANDAS = [
    Question(
        "load",
        "def load():\n    ### BEGIN SOLUTION\n    return pd.read_csv('rents.csv')\n    ### END SOLUTION",
        "frame = load()\nassert list(frame.columns) == ['town', 'area', 'rent']\n"
        "### BEGIN HIDDEN TESTS\nassert len(load()) == 60\n### END HIDDEN TESTS",
        2,
        "def load():\n    return pd.read_csv('rents.csv')",
        "def load():\n    return pd.read_csv('rents.csv').head(50)",
    ),
    Question(
        "mean_rent",
        "def mean_rent(frame):\n    ### BEGIN SOLUTION\n    return frame.groupby('town')['rent'].mean()\n"
        "    ### END SOLUTION",
        "assert mean_rent(frame).index.tolist() == ['A', 'B', 'C']\n"
        "### BEGIN HIDDEN TESTS\nright = frame.groupby('town')['rent'].mean()\n"
        "pd.testing.assert_series_equal(mean_rent(frame), right)\n"
        "### END HIDDEN TESTS",
        3,
        "def mean_rent(frame):\n    towns = sorted(frame['town'].unique())\n"
        "    means = [frame.loc[frame['town'] == town, 'rent'].mean() for town in towns]\n"
        "    return pd.Series(means, pd.Index(towns, name='town'), name='rent')",
        "def mean_rent(frame):\n    return frame.groupby('town')['rent'].median()",
    ),
]  # fmt: skip
RENTS = "town,area,rent\n" + "".join(f"{'ABC'[k % 3]},{20 + k},{300 + 7 * k + k % 5}\n" for k in range(60))
ASSIGNMENTS = {
    "arrays": ("import numpy as np", NUMPY, {}),
    "tables": ("import pandas as pd", PANDAS, {"rents.csv": RENTS}),
}
LAST = "copied a test"  # in stock nobody who comes after it is graded
# What a class hands in: {kind: why its points differ from stock's, "" where they do not}.
KINDS = {
    "right": "",
    "wrong": "",
    "half": "",
    "untouched": "",
    "warns": "stock takes a warning on stderr for a failure",
    "lost the metadata": "stock finds no graded cell in a notebook without its metadata",
    "patches": "stock believes patched functions; here they are put back",
    "transforms": "stock runs the submission's transformers on the tests; here there are none",
    LAST: "stock refuses a notebook with a copied test cell, and stops at it",
}


def written(kind, notebook, questions):
    """Change a released notebook into what was handed in."""
    right, wrong = {one.name: one.right for one in questions}, {one.name: one.wrong for one in questions}
    answers = {
        "wrong": wrong,
        "untouched": {},
        "half": right | {questions[1].name: wrong[questions[1].name]},
        "patches": wrong,
        "transforms": wrong,
    }.get(kind, right)
    cells = {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}
    first = cells[questions[0].name]
    for name, text in answers.items():
        cells[name].source = text
    if kind == "warns":
        first.source += "\nimport warnings\nplain = " + questions[0].name
        first.source += f"\ndef {questions[0].name}(*a):\n    warnings.warn('look')\n    return plain(*a)"
    elif kind == LAST:
        test = cells[f"test_{questions[0].name}"]
        copy = nbformat.from_dict(test)
        copy.id = "copy"
        notebook.cells.insert(notebook.cells.index(test) + 1, copy)
    elif kind == "lost the metadata":
        for cell in notebook.cells:
            cell.metadata = nbformat.NotebookNode()
    elif kind == "patches":
        first.source += (
            "\nimport numpy as np\nnp.allclose = np.isclose = lambda *a, **k: True\n"
            "np.testing.assert_allclose = lambda *a, **k: None\n"
        )
        if questions is PANDAS:
            first.source += "pd.testing.assert_series_equal = lambda *a, **k: None\n"
    elif kind == "transforms":
        first.source += (
            "\nget_ipython().input_transformers_cleanup.append(lambda lines: ['pass\\n'] if any('HIDDEN' in line or "
            "'assert' in line for line in lines) else lines)"
        )
    return notebook


def source(name):
    """The instructor's notebook."""
    imports, questions, _ = ASSIGNMENTS[name]
    made = new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}})
    made.cells = [new_markdown_cell(f"# {name}"), new_code_cell(imports)]
    for one in questions:
        meta = {"schema_version": 3, "task": False}
        answer = meta | {"grade_id": one.name, "grade": False, "solution": True, "locked": False}
        tests = {"grade_id": f"test_{one.name}", "grade": True, "solution": False, "locked": True, "points": one.points}
        made.cells.append(new_code_cell(one.stub, metadata={"nbgrader": answer}))
        made.cells.append(new_code_cell(one.tests, metadata={"nbgrader": meta | tests}))
    return made


def course(folder, name, students, stock):
    """A course folder with that many submissions, released and not graded. Returns {student: kind}."""
    place = folder / "source" / name
    place.mkdir(parents=True)
    nbformat.write(source(name), place / f"{name}.ipynb")
    for path, text in ASSIGNMENTS[name][2].items():
        (place / path).write_text(text)
    (folder / "nbgrader_config.py").write_text(STOCK if stock else OURS)
    run(folder, "-m", "nbgrader", "generate_assignment", name)
    release, found = folder / "release" / name / f"{name}.ipynb", {}
    for k in range(students):
        kind = LAST if k == students - 1 else list(KINDS)[k % (len(KINDS) - 1)]
        made = written(kind, nbformat.read(release, as_version=4), ASSIGNMENTS[name][1])
        made.cells[0].source += f"\n\n<!-- {k} -->"  # so that no verdict serves twice
        target = folder / "submitted" / f"s{k:04d}" / name
        target.mkdir(parents=True)
        nbformat.write(made, target / f"{name}.ipynb")
        found[f"s{k:04d}"] = kind
    return found


def points(folder, name):
    """{student: {graded cell: points, or None where it is not graded or waits for a person}}."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        return {
            one.student.id: {
                grade.name: None if grade.needs_manual_grade else grade.auto_score
                for book in one.notebooks
                for grade in book.grades
            }
            for one in gradebook.assignment_submissions(name)
        }


def compare(folder, name, students):
    """Grade the same class with both.

    Returns ({grader: (wall, CPU) seconds}, {kind: (stock's points, ours)} of those that differ).
    """
    seconds, found, kinds = {}, {}, {}
    for grader in ("stock", "dlgrader"):
        place = folder / grader
        kinds = course(place, name, students, grader == "stock")
        seconds[grader] = run(place, "-m", grader.replace("stock", "nbgrader"), "autograde", name, check=False)[:2]
        found[grader] = points(place, name)
    differences = {}
    for student, kind in kinds.items():
        stock, ours = found["stock"].get(student, {}), found["dlgrader"].get(student, {})
        if stock != ours:
            differences[kind] = tuple(sum(one or 0 for one in cells.values()) for cells in (stock, ours))
    return seconds, differences


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[24, 200], help="numbers of submissions")
    options = parser.parse_args()
    heads = ["assignment", "submissions", "stock, s", "CPU s each", "dlgrader, s", "CPU s each", "faster by"]
    print("|", " | ".join(heads), "|\n" + "|--" * len(heads) + "|")
    told = {}
    for students in options.sizes:
        for name in ASSIGNMENTS:
            with tempfile.TemporaryDirectory() as folder:
                seconds, differences = compare(Path(folder), name, students)
            told |= {(name, kind): both for kind, both in differences.items()}
            (stock, its), (ours, mine) = seconds["stock"], seconds["dlgrader"]
            numbers = [f"{stock:.1f}", f"{its / students:.2f}", f"{ours:.1f}", f"{mine / students:.2f}"]
            print("|", " | ".join([name, str(students), *numbers, f"{stock / ours:.1f}"]), "|", flush=True)
    print("\n| assignment | handed in | stock's points | ours | why |\n|--|--|--|--|--|")
    for (name, kind), (stock, ours) in told.items():
        print(f"| {name} | {kind} | {stock:g} | {ours:g} | {KINDS[kind] or 'UNEXPECTED'} |")


if __name__ == "__main__":
    main()
