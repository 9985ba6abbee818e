"""A course with plain assignments: notebooks made from nbgrader's own cells, as an instructor makes them."""

import json
from pathlib import Path

import nbformat
from dlgrader.batch.batch import autograde
from dlgrader.course.nbgrader import Course
from dlgrader.plain.assignment import Notebook, Plain, visible
from dlgrader.plain.judge import judge_notebook
from dlgrader.reading import read_submission
from gradebook_rows import REPOSITORY
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def cell(source, grade_id=None, points=None, *, solution=False, locked=False, task=False, kind="code"):
    """A cell; with a grade id it has nbgrader's metadata."""
    made = new_code_cell(source) if kind == "code" else new_markdown_cell(source)
    if grade_id:
        made.metadata["nbgrader"] = {
            "grade_id": grade_id, "grade": points is not None and not task, "solution": solution,
            "locked": locked or task, "task": task, "schema_version": 3,
        }  # fmt: skip
        if points is not None:
            made.metadata.nbgrader["points"] = points
    return made


def answer(source, grade_id, **more):
    """An autograded answer; with points a person grades it."""
    return cell(source, grade_id, solution=True, **more)


def test(source, grade_id, points):
    """Autograded tests."""
    return cell(source, grade_id, points, locked=True)


test.__test__ = False


def notebook(*cells, **metadata):
    """A notebook of these cells; texts are cells of code without an id."""
    made = new_notebook(metadata=KERNEL | metadata)
    made.cells = [new_code_cell(one) if isinstance(one, str) else one for one in cells]
    return made


def course(folder, name, notebooks, files=(), settings=""):
    """A course folder with one assignment, released. ``notebooks`` is {name: notebook}, ``files`` {path: text}."""
    source = folder / "source" / name
    source.mkdir(parents=True)
    for one, made in notebooks.items():
        nbformat.write(made, source / f"{one}.ipynb")
    for path, text in dict(files).items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_text(text)
    config = (REPOSITORY / "nbgrader_config.py").read_text(encoding="utf-8")
    (folder / "nbgrader_config.py").write_text(f"{config}\n{settings}\n", encoding="utf-8")
    with Course(folder) as made:
        made.generate_assignment(name)
    return folder


def released(folder, name, book=None):
    """The notebook that students get."""
    return nbformat.read(folder / "release" / name / f"{book or name}.ipynb", as_version=4)


def hand_in(folder, name, student, answers, book=None, files=()):
    """Write a student's notebook: the released one, each of whose cells is replaced by ``answers[grade id]``.

    ``answers`` may be a notebook, which is taken as it is.
    """
    made = answers
    if isinstance(answers, dict):
        made = released(folder, name, book)
        for one in made.cells:
            one.source = answers.get(one.metadata.get("nbgrader", {}).get("grade_id"), one.source)
    place = folder / "submitted" / student / name
    place.mkdir(parents=True, exist_ok=True)
    nbformat.write(made, place / f"{book or name}.ipynb")
    for path, text in dict(files).items():
        (place / path).write_text(text)
    return place / f"{book or name}.ipynb"


def grade(folder, name, students=(), **options):
    """The batch's outcome."""
    return autograde(folder, name, students, quiet=True, **options)


def points(folder, name):
    """``{student: {(notebook, graded cell): (auto score, needs a person)}}`` from the gradebook."""
    from nbgrader.api import Gradebook

    found = {}
    with Gradebook(f"sqlite:///{Path(folder) / 'gradebook.db'}") as gradebook:
        for one in gradebook.assignment_submissions(name):
            found[one.student.id] = {
                (book.name, grade.name): (grade.auto_score, grade.needs_manual_grade)
                for book in one.notebooks
                for grade in book.grades
            }
    return found


def plain(book, name="hw", **settings):
    """The assignment of one notebook, made without nbgrader: what ``judge_notebook`` needs."""
    source, release = nbformat.from_dict(book), nbformat.from_dict(book)
    for one in release.cells:
        meta = one.metadata.get("nbgrader", {})
        if meta.get("solution"):
            stub = one.source.replace("### BEGIN SOLUTION", "raise NotImplementedError\n    ### BEGIN SOLUTION")
            one.source = visible(stub, "BEGIN SOLUTION", "END SOLUTION")
        elif meta.get("grade"):
            one.source = visible(one.source, Plain.begin, Plain.end)
    texts = Notebook(nbformat.writes(release), nbformat.writes(source), nbformat.writes(book))
    return Plain(name, {name: texts}, **settings)


def judged(what, answers, files=(), **options):
    """The verdict on one student's notebook, judged on the spot. ``answers`` as in ``hand_in``, or a function that
    changes the released notebook."""
    texts = what.notebooks[what.name]
    release, source = (nbformat.reads(text, as_version=4) for text in (texts.release, texts.source))
    made = nbformat.from_dict(release)
    if callable(answers):
        answers(made)
    else:
        for one in made.cells:
            one.source = answers.get(one.metadata.get("nbgrader", {}).get("grade_id"), one.source)
    read = read_submission(json.dumps(made).encode(), release, source)
    beside = {path: text.encode() for path, text in dict(files).items()}
    return judge_notebook(read, what, what.name, 1, beside | what.files, **options)
