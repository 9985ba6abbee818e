"""Finished notebooks as other programs save them, in the file's form and down to the points: all answers are there."""

import io
import json
import shutil
import zipfile
from pathlib import Path

import nbformat
import pytest
from dlgrader.batch.batch import autograde
from dlgrader.collecting.collect import collect
from dlgrader.collecting.names import Known
from dlgrader.course.nbgrader import Course
from dlgrader.mistakes.notebooks import ASSIGNMENT, build
from dlgrader.reading import read_submission
from nbgrader.api import Gradebook

REPOSITORY = Path(__file__).resolve().parents[2]
PATH = REPOSITORY / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
RELEASE = nbformat.read(PATH, as_version=4)
SOLVED = json.dumps(build(PATH))


def whole():
    return json.loads(SOLVED)


def own_metadata(make, **notebook_metadata):
    """The cells' metadata, and ids with them, in the place of ours."""
    notebook = whole()
    for cell in notebook["cells"]:
        cell["metadata"] = make(cell["cell_type"] == "code")
        cell.pop("id")
    return notebook | {"metadata": notebook_metadata, "nbformat_minor": 2}


def in_front(code, text, notebook):
    for cell in notebook["cells"]:
        cell["source"] = (code if cell["cell_type"] == "code" else text) + cell["source"]
    return notebook


def deepnote():
    notebook = own_metadata(lambda code: {"deepnote_cell_type": "code" if code else "text-cell-p"}, orig_nbformat=2)
    cells = []
    for cell in notebook["cells"]:
        parts = [cell["source"]] if cell["cell_type"] == "code" else cell["source"].split("\n\n")
        cells += [cell | {"source": part} for part in parts]
    return notebook | {"cells": cells}


def cocalc():
    notebook = whole()
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"{number:06x}"
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"] |= {"schema_version": 2, "remove": True}
        if cell["cell_type"] == "code":
            cell["execution_count"] = 0
    notebook["cells"].append({"cell_type": "code", "metadata": {}, "source": "", "outputs": [], "execution_count": 0})
    notebook["metadata"]["kernelspec"] = {"argv": ["python3"], "resource_dir": "/x", "name": "python3-ubuntu"}
    return notebook


def sources(change):
    def changed():
        notebook = whole()
        for cell in notebook["cells"]:
            cell["source"] = change(cell["source"])
        return notebook

    return changed


def every_cell(**more):
    def changed():
        notebook = whole()
        for cell in notebook["cells"]:
            cell.update(json.loads(json.dumps(more)))
        return notebook

    return changed


def no_python(notebook):
    return notebook | {"metadata": {"kernelspec": {"name": ".net-csharp", "language": "C#"}}}


EDITORS = {
    "Kaggle": lambda: own_metadata(lambda code: {"_uuid": "d629", "_cell_guid": "b1", "trusted": True}),
    "Deepnote": deepnote,
    "PyCharm": lambda: in_front("#%%\n", "#%% md\n", whole()),
    "PyCharm, metadata lost": lambda: in_front("#%%\n\n", "#%% md\n", own_metadata(lambda code: {"pycharm": {}})),
    "CoCalc": cocalc,
    "Datalore": lambda: own_metadata(lambda code: {"datalore": {"node_id": "a", "type": "CODE" if code else "MD"}}),
    "Azure Data Studio": lambda: own_metadata(lambda code: {"azdata_cell_guid": "8", "language": "python"}),
    "Polyglot Notebooks": lambda: no_python(own_metadata(lambda code: {"dotnet_interactive": {"language": "csharp"}})),
    "Hex": lambda: own_metadata(lambda code: {}, hex_info={"author": "x", "exported_date": "today"}),
    "JupyterLite": lambda: whole() | {"metadata": {"kernelspec": {"name": "python", "display_name": "Pyodide"}}},
    "SageMaker": every_cell(tags=[]),
    "an attachment everywhere": every_cell(attachments={}),
    "lines without ends": sources(lambda text: text.split("\n")),
    "lines that end as on Windows": sources(lambda text: [f"{line}\r\n" for line in text.split("\n")]),
    "tabs": sources(lambda text: text.replace("    ", "\t")),
    "format numbers as texts": lambda: whole() | {"nbformat": "4", "nbformat_minor": "5"},
    "a format to come": lambda: whole() | {"nbformat": 5, "nbformat_minor": 0},
    "no text cells": lambda: whole() | {"cells": [c for c in whole()["cells"] if c["cell_type"] == "code"]},
    "the same id in all": every_cell(id="a"),
    "ids of a wrong form": every_cell(id="no good id!"),
}
BYTES = {
    "JavaScript": lambda text: f"export default {text}".encode(),
    "a remark in front": lambda text: f"// saved on Monday\n{text}".encode(),
    "zeros at the end": lambda text: f"{text}\0\0\0".encode(),
    "twice": lambda text: f"{text}\n{text}".encode(),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "cp1251": lambda text: text.replace("# ", "# Привет ", 1).encode("cp1251", "replace"),
    "GB 18030": lambda text: text.replace("# ", "# 中文 ", 1).encode("gb18030"),
}


def answers(data):
    """{question: its text without blanks}"""
    submission = read_submission(data, RELEASE)
    assert submission.problem is None
    found = {}
    for cell in submission.cells:
        if cell.question:
            text = "\n".join(line for line in cell.source.split("\n") if not line.startswith("#%%"))
            found[cell.question] = text.replace("\t", "    ").strip()
    return found


RIGHT = answers(SOLVED.encode())


@pytest.mark.parametrize("editor", EDITORS)
def test_no_answer_is_lost_to_an_editor(editor):
    assert answers(json.dumps(EDITORS[editor]()).encode()) == RIGHT


@pytest.mark.parametrize("form", BYTES)
def test_no_answer_is_lost_to_a_form_of_the_file(form):
    assert answers(BYTES[form](SOLVED)) == RIGHT


# One class, as Moodle packs it: (editor, what is changed in the notebook, points)
CLASS = {
    "Deepnote": None, "PyCharm, metadata lost": None, "CoCalc": None, "lines without ends": None,
    "Polyglot Notebooks": None, "Datalore": "def cost(y_hat, y):\n    error = y_hat - y\n    return errors @ errors\n",
}  # fmt: skip


@pytest.mark.slow
def test_a_class_of_many_editors_is_collected_graded_and_told(tmp_path):
    course, packed = tmp_path / "course", io.BytesIO()
    shutil.copytree(REPOSITORY / "source" / ASSIGNMENT, course / "source" / ASSIGNMENT)
    shutil.copy(REPOSITORY / "nbgrader_config.py", course)
    known = [Known(f"s{number}", "Ana", f"Souza{number}", "", "") for number in range(len(CLASS))]
    with zipfile.ZipFile(packed, "w") as archive:
        for number, (editor, wrong) in enumerate(CLASS.items()):
            notebook = EDITORS[editor]()
            for cell in notebook["cells"]:
                if wrong and "def cost(" in cell["source"]:
                    cell["source"] = wrong
            name = f"Ana Souza{number}_{number + 400}_assignsubmission_file_/my work {number}.ipynb"
            archive.writestr(name, json.dumps(notebook))
    (tmp_path / "all.zip").write_bytes(packed.getvalue())
    with Course(course) as opened:
        opened.generate_assignment(ASSIGNMENT)
    result = collect(tmp_path / "all.zip", course, ASSIGNMENT, known)
    assert sorted(result.students) == [one.id for one in known] and result.late == []
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        for one in known:
            gradebook.update_or_create_student(one.id)
    autograde(course, ASSIGNMENT, quiet=True)
    with Course(course) as opened:
        points = {one.id: sum(opened.result(ASSIGNMENT, one.id).points.values()) for one in known}
        assert opened.generate_feedback(ASSIGNMENT, known[-1].id) is None
    assert points == {one.id: 100 if wrong is None else 95 for one, wrong in zip(known, CLASS.values(), strict=True)}
    page = (course / "feedback" / known[-1].id / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text(encoding="utf-8")
    assert "in cost, line 3: `return errors @ errors`" in page
