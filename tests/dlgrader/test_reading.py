"""Every way a notebook comes back from a student ends in clean cells, or in a line that says why a person must look."""

import json
from pathlib import Path

import nbformat
import pytest
from dlgrader.mistakes import BANKS
from dlgrader.mistakes.notebooks import ASSIGNMENT, build
from dlgrader.reading import message, read_submission, salvage

REPOSITORY = Path(__file__).resolve().parents[2]
RELEASE_PATH = REPOSITORY / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
RELEASE = nbformat.read(RELEASE_PATH, as_version=4)
QUESTIONS = BANKS[ASSIGNMENT].questions
SOURCE = nbformat.read(REPOSITORY / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)
GRADED = [cell.metadata.nbgrader.grade_id for cell in SOURCE.cells if "nbgrader" in cell.metadata]
HONEST = json.loads(nbformat.writes(build(RELEASE_PATH)))
ANSWERS = {
    c["metadata"]["nbgrader"]["grade_id"]: "".join(c["source"]) for c in HONEST["cells"] if "nbgrader" in c["metadata"]
}


def submitted():
    """The reference's notebook as a dict of its own."""
    return json.loads(json.dumps(HONEST))


def index_of(notebook, grade_id):
    return next(
        i
        for i, cell in enumerate(notebook["cells"])
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )


def read(content):
    """The submission, after what holds for every submission was looked at."""
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    submission = read_submission(data, RELEASE, SOURCE)
    well_formed(submission)
    return submission


def well_formed(submission):
    notebook = submission.notebook
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    nbformat.writes(notebook).encode("utf-8")
    ids = [cell.metadata.nbgrader.grade_id for cell in notebook.cells if "nbgrader" in cell.metadata]
    assert ids == GRADED
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    by_id = {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}
    for original in SOURCE.cells:
        if "nbgrader" not in original.metadata:
            continue
        meta = original.metadata.nbgrader
        cell = by_id[meta.grade_id]
        assert cell.cell_type == original.cell_type
        for key, value in meta.items():
            assert cell.metadata.nbgrader[key] == value
        if meta.grade:
            assert cell.source == original.source
    for cell in submission.cells:
        assert notebook.cells[cell.position].source == cell.source
        assert notebook.cells[cell.position].cell_type == "code"
        assert cell.question is None or cell.question in QUESTIONS
    for cell in notebook.cells:
        assert not cell.get("outputs")
        assert not {"tags"} & set(cell.metadata)


def complete(submission):
    """Whether every answer of the reference is there to be judged."""
    assert submission.problem is None
    assert submission.started
    by_question = {cell.question: cell.source for cell in submission.cells if cell.question}
    assert list(by_question) and set(by_question) == set(QUESTIONS)
    for question in QUESTIONS:
        assert by_question[question] == ANSWERS[question]


def test_an_honest_notebook_needs_no_repair():
    submission = read(submitted())
    complete(submission)
    assert submission.notes == []
    originals = {cell.id: cell for cell in RELEASE.cells if cell.cell_type == "markdown"}
    texts = [cell.source for cell in submission.notebook.cells if cell.cell_type == "markdown"]
    assert texts == [cell.source for cell in originals.values()]


def test_the_untouched_release_is_not_started():
    submission = read(nbformat.writes(RELEASE).encode())
    assert not submission.started
    assert submission.problem is None
    assert submission.notes == []


def test_stripped_metadata():
    notebook = submitted()
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        cell.pop("id")
    notebook["metadata"] = {}
    submission = read(notebook)
    complete(submission)
    assert any("found by the names defined" in note for note in submission.notes)


def test_saved_by_colab():
    notebook = submitted()
    notebook["metadata"] = {"colab": {"provenance": [], "toc_visible": True}, "kernelspec": {"name": "python3"}}
    notebook["nbformat_minor"] = 0
    for i, cell in enumerate(notebook["cells"]):
        cell.pop("id")
        cell["metadata"] = {"id": f"aB{i}", "colab": {"base_uri": "https://localhost/"}, **cell["metadata"]}
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "stream", "metadata": {"tags": None}, "text": "odd"}]
    complete(read(notebook))


def test_saved_by_vs_code():
    notebook = submitted()
    notebook["metadata"] = {"kernelspec": {"display_name": ".venv", "name": "my-venv"}, "orig_nbformat": 4}
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"]).replace("\n", "\r\n")
        cell["metadata"]["vscode"] = {"languageId": "python"}
    submission = read(notebook)
    complete(submission)
    assert submission.notes == ["kernel 'my-venv' replaced by the assignment's"]
    assert submission.notebook.metadata.kernelspec.name == "python3"


@pytest.mark.parametrize("minor", [0, 1, 2, 3, 4])
def test_older_minor_versions_without_cell_ids(minor):
    notebook = submitted() | {"nbformat_minor": minor}
    for cell in notebook["cells"]:
        del cell["id"]
    complete(read(notebook))


def test_nbformat_3():
    notebook = submitted()
    cells = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cells.append({"cell_type": "code", "input": cell["source"], "outputs": [], "metadata": cell["metadata"]})
        else:
            cells.append(cell)
    cells.insert(1, {"cell_type": "heading", "level": 2, "source": "My notes", "metadata": {}})
    submission = read({"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]})
    complete(submission)
    assert "saved as nbformat 3; read as nbformat 4" in submission.notes
    assert submission.notebook.cells[1].source == "## My notes"


def test_a_deleted_test_cell_is_put_back():
    notebook = submitted()
    del notebook["cells"][index_of(notebook, "test_backward")]
    submission = read(notebook)
    complete(submission)
    assert submission.notes == ["test_backward: was missing; put back"]


def test_a_copied_test_cell_is_left_out():
    notebook = submitted()
    cell = notebook["cells"][index_of(notebook, "test_cost")]
    notebook["cells"].append(cell)
    submission = read(notebook)
    complete(submission)
    assert submission.notes == ["test_cost: a copy of it was left out"]


def test_an_edited_test_cell_is_the_original_again():
    notebook = submitted()
    notebook["cells"][index_of(notebook, "test_cost")]["source"] = "10"
    submission = read(notebook)
    complete(submission)
    assert submission.notes == ["test_cost: was edited; the original is judged"]
    assert "10" not in [cell.source for cell in submission.notebook.cells]


def test_an_answer_written_into_a_test_cell_is_kept():
    notebook = submitted()
    answer = notebook["cells"][index_of(notebook, "cost")]
    test = notebook["cells"][index_of(notebook, "test_cost")]
    test["source"] = "".join(answer["source"]) + "\n\ncheck.cost(cost)"
    answer["source"] = RELEASE.cells[index_of(notebook, "cost")].source
    submission = read(notebook)
    assert submission.started
    assert any(cell.question is None and cell.source.endswith("check.cost(cost)") for cell in submission.cells)


def test_moved_test_cells_are_shown_in_order():
    notebook = submitted()
    cells = notebook["cells"]
    cells.insert(0, cells.pop(index_of(notebook, "test_train")))
    submission = read(notebook)
    complete(submission)
    assert submission.notes == ["graded cells were moved; shown in the assignment's order, run in the student's"]


def test_a_test_cell_turned_into_markdown():
    notebook = submitted()
    cell = notebook["cells"][index_of(notebook, "test_cost")]
    cell["cell_type"] = "markdown"
    submission = read(notebook)
    complete(submission)
    assert submission.notes == ["test_cost: was turned into a markdown cell; the original is judged"]


def test_an_answer_turned_into_markdown():
    notebook = submitted()
    cell = notebook["cells"][index_of(notebook, "cost")]
    cell["cell_type"] = "markdown"
    submission = read(notebook)
    complete(submission)
    assert submission.notes == ["cost: was turned into a markdown cell; read as code again"]


def test_of_a_copied_answer_the_last_one_with_work_in_it_counts():
    notebook = submitted()
    place = index_of(notebook, "cost")
    earlier, stub = json.loads(json.dumps([notebook["cells"][place]] * 2))
    earlier["source"] = "def cost(y_hat, y):\n    return 7\n"
    stub["source"] = RELEASE.cells[place].source
    notebook["cells"].insert(place, earlier)
    notebook["cells"].insert(place + 4, stub)
    submission = read(notebook)
    complete(submission)
    assert submission.notes == ["cost: 3 cells have this id; the last one with work in it counts"]
    sources = [cell.source for cell in submission.cells]
    assert earlier["source"] in sources  # kept, it runs before
    assert stub["source"] not in sources  # it would undo the answer


@pytest.mark.parametrize("grade_id", [None, "", "cost2", "test_forward_copy", 7, ["cost"]])
def test_an_answer_whose_id_is_gone_or_wrong(grade_id):
    notebook = submitted()
    notebook["cells"][index_of(notebook, "cost")]["metadata"]["nbgrader"]["grade_id"] = grade_id
    submission = read(notebook)
    complete(submission)
    assert submission.notes == ["cost: the cell's id was missing; found by the names defined"]


def test_an_answer_without_id_and_under_another_name_is_found_by_its_place():
    notebook = submitted()
    cell = notebook["cells"][index_of(notebook, "cost")]
    cell["metadata"] = {}
    cell["source"] = "def mse(y_hat, y):\n    return ((y_hat - y) ** 2).mean()\n"
    submission = read(notebook)
    assert submission.notes == ["cost: the cell's id was missing; found by the place between its neighbours"]
    assert next(cell.source for cell in submission.cells if cell.question == "cost").startswith("def mse")


def test_an_answer_without_id_and_place_is_found_by_its_likeness():
    notebook = submitted()
    place = index_of(notebook, "cost")
    cell = notebook["cells"].pop(place)
    cell["metadata"] = {}
    cell["source"] = RELEASE.cells[place].source.replace("def cost", "def Cost") + "\n# I could not do this."
    notebook["cells"].append(cell)
    submission = read(notebook)
    assert "cost: the cell's id was missing; found by likeness to the stub" in submission.notes


def test_a_deleted_answer_is_put_back_as_released_and_said():
    notebook = submitted()
    place = index_of(notebook, "cost")
    del notebook["cells"][place]
    submission = read(notebook)
    assert submission.notes == ["cost: was missing; put back as released"]
    assert next(cell.source for cell in submission.cells if cell.question == "cost") == RELEASE.cells[place].source


def test_all_answers_in_one_cell_are_not_undone_by_the_stubs():
    notebook = submitted()
    sources = ["".join(notebook["cells"].pop(index_of(notebook, question))["source"]) for question in QUESTIONS]
    notebook["cells"].append({"cell_type": "code", "metadata": {}, "source": "\n\n".join(sources), "outputs": []})
    submission = read(notebook)
    assert submission.problem is None
    assert not any("NotImplementedError" in cell.source for cell in submission.cells if cell.question != "by_hand")
    assert any(all(f"def {name}(" in cell.source for name in ("cost", "train")) for cell in submission.cells)


def test_edited_points_ids_and_checksums_do_not_count():
    notebook = submitted()
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"] |= {"points": 1e9, "checksum": "0", "locked": False, "schema_version": 99}
    submission = read(notebook)
    complete(submission)  # well_formed compares with the source
    checksums = {cell.metadata.nbgrader.checksum for cell in submission.notebook.cells if "nbgrader" in cell.metadata}
    assert "0" not in checksums


def test_tags_are_dropped_and_said():
    notebook = submitted()
    notebook["cells"][index_of(notebook, "test_cost")]["metadata"]["tags"] = ["skip-execution", "mine"]
    notebook["cells"][index_of(notebook, "cost")]["metadata"]["tags"] = ["raises-exception"]
    submission = read(notebook)
    complete(submission)
    assert submission.notes == ["ignored tags: skip-execution"]


def test_extra_cells_stay_where_they_are():
    notebook = submitted()
    place = index_of(notebook, "backward")
    extra = {"cell_type": "code", "metadata": {}, "source": "helper = 3", "outputs": [], "execution_count": None}
    words = {"cell_type": "markdown", "metadata": {}, "source": "My $x^2$ **note**"}
    raw = {"cell_type": "raw", "metadata": {}, "source": "plain"}
    notebook["cells"][place:place] = [extra, words, raw]
    submission = read(notebook)
    complete(submission)
    assert submission.notes == []
    sources = [cell.source for cell in submission.notebook.cells]
    assert sources[place : place + 3] == ["helper = 3", "My $x^2$ **note**", "plain"]
    order = [cell.source for cell in submission.cells]
    assert order.index("helper = 3") == order.index(ANSWERS["backward"]) - 1


def test_cells_in_another_order_run_in_the_students_order():
    notebook = submitted()
    cells = notebook["cells"]
    cells.insert(2, cells.pop(index_of(notebook, "train")))
    submission = read(notebook)
    complete(submission)
    assert [cell.question for cell in submission.cells][:3] == [None, "train", "activations"]


def test_lost_imports_are_put_in_front():
    notebook = submitted()
    del notebook["cells"][1]
    submission = read(notebook)
    complete(submission)
    assert submission.cells[0].source.startswith("import numpy as np")
    assert submission.notes == ["the release's cell of imports was missing or changed; put in front"]


def test_a_notebook_of_something_else_needs_a_person():
    other = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "markdown", "source": "Hi"}]}
    submission = read(other)
    assert submission.problem == "no cell of this assignment was found"


def test_the_line_for_the_instructor():
    submission = read(json.dumps(HONEST, indent=1).encode()[:18_220])
    assert message("s0417", "hw1", submission.problem) == (
        "s0417: notebook could not be read (JSON ends at byte 18,220). Not graded; the file is kept. "
        "Ask for a new copy, or run `dlgrader salvage hw1 --student s0417`."
    )
    assert "--student 'a b; rm'`." in message("a b; rm", "hw1", "x")  # the line can be pasted into a shell


def test_salvage_keeps_what_was_read():
    data = json.dumps(HONEST, indent=1).encode()[:18_220]
    saved = salvage(data, RELEASE, SOURCE)
    well_formed(saved)
    assert saved.problem is None
    assert saved.notes[0] == "salvaged: notebook could not be read (JSON ends at byte 18,220)"
    kept = {cell.question for cell in saved.cells if cell.source == ANSWERS.get(cell.question)}
    assert {"activations", "initialization", "forward"} <= kept
    assert "train" not in kept


def test_salvage_of_nothing_stays_a_problem():
    assert salvage(b"", RELEASE, SOURCE).problem == "notebook could not be read (the file is empty)"
