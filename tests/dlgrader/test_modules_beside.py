"""A module beside the notebook: named, and judged with it where the assignment's setting says so."""

import json
import zipfile
from pathlib import Path

import nbformat
import pytest
from dlgrader.collecting.collect import collect
from dlgrader.collecting.names import Known
from dlgrader.course import submitted
from dlgrader.judging.judge import judge
from dlgrader.mistakes import BANKS
from dlgrader.mistakes.notebooks import build
from dlgrader.reading import read_submission
from dlgrader.verdicts.store import key_of

NAME = "implementing-backpropagation"
RELEASE = Path(__file__).resolve().parents[2] / "release" / NAME / f"{NAME}.ipynb"
ANSWER = BANKS[NAME].solution_cells()["activations"]
IMPORT = "from activations import sigmoid, tanh, relu, sigmoid_prime, tanh_prime, relu_prime"


def book():
    notebook = build(RELEASE)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "activations":
            cell.source = IMPORT
    return nbformat.writes(notebook).encode()


def laid(folder, **files):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{NAME}.ipynb").write_bytes(book())
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text)
    return folder / f"{NAME}.ipynb"


def verdict(path):
    """With the module, and without it."""
    data, release = path.read_bytes(), nbformat.read(RELEASE, as_version=4)
    submission = read_submission(data, release)
    return [
        judge(submission.cells, NAME, 5, given=submission.given, beside=beside)
        for beside in (submitted.modules(path, data), ())
    ]


def test_a_module_is_judged_with_the_notebook(tmp_path):
    with_it, without = verdict(laid(tmp_path, activations=f"import numpy as np\n\n\n{ANSWER}\n"))
    assert with_it.points == 100
    assert without.questions["activations"].points == 0


def test_a_module_that_imports_another_is_behind_the_same_wall(tmp_path):
    # What no notebook may do, no module may: the class's folder is not there.
    first = f"from more import *\nimport os\nassert not os.path.exists({str(tmp_path)!r})"
    with_it, _ = verdict(laid(tmp_path, activations=first, more=f"import numpy as np\n{ANSWER}"))
    assert with_it.points == 100


def test_which_files_are_taken(tmp_path):
    path = laid(tmp_path, activations="import json, more, numpy", more="", unused="", json="", numpy="")
    assert submitted.modules(path, path.read_bytes()) == (("activations", "import json, more, numpy"), ("more", ""))
    (tmp_path / "activations.py").write_bytes(b"\xff\xfe\x00")
    assert submitted.modules(path, path.read_bytes()) == ()
    (tmp_path / "activations.py").write_text("#" * 200_001)
    assert submitted.modules(path, path.read_bytes()) == ()
    (tmp_path / "activations.py").unlink()
    (tmp_path / "activations.py").symlink_to(RELEASE)
    assert submitted.modules(path, path.read_bytes()) == ()


def test_whether_it_was_run_is_said(tmp_path):
    path = laid(tmp_path, activations="x = 1", unused="")
    data = path.read_bytes()
    assert submitted.modules_beside(path, data) == [
        "activations.py lies beside the notebook and is not run. Ask for its functions in the notebook."
    ]
    taken = submitted.modules(path, data)
    assert submitted.modules_beside(path, data, taken) == [
        "activations.py lies beside the notebook and was run with it."
    ]


def test_another_module_is_another_verdict():
    given = {"checks": "", "release": b"", "source": b"", "limits": {}, "unsafe": False, "seed": 1}
    keys = [key_of(b"", **given, beside=beside) for beside in ((), (("a", "x = 1"),), (("a", "x = 2"),))]
    assert len(set(keys)) == 3
    assert keys[0] == key_of(b"", **given)


@pytest.mark.parametrize("modules", [False, True])
def test_collect_takes_modules_where_it_may(tmp_path, modules):
    folder, file = "Amara Okafor_11_assignsubmission_file_/", tmp_path / "all.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(folder + f"{NAME}.ipynb", book())
        for name in ("activations.py", "sub/other.py", "not a name.py", "notes.txt"):
            archive.writestr(folder + name, "x = 1")
    result = collect(file, tmp_path, NAME, [Known("s001", "Amara", "Okafor")], modules=modules)
    place = tmp_path / "submitted" / "s001" / NAME
    assert (place / "activations.py").exists() is modules
    assert {one.name for one in place.iterdir()} == {f"{NAME}.ipynb"} | ({"activations.py"} if modules else set())
    taken = {"activations.py"} if modules else set()
    assert set(result.beside["s001"]) == {"activations.py", "other.py", "not a name.py", "notes.txt"} - taken


def test_nbgraders_own_command_and_the_batch_know_the_setting():
    from dlgrader.gradebook.preprocessors import ApplyVerdicts
    from traitlets.config import Config

    config = Config({"ApplyVerdicts": {"modules": [NAME]}})
    assert ApplyVerdicts(config=config).modules == [NAME]
    assert ApplyVerdicts().modules == []
    assert json.dumps(config.ApplyVerdicts.get("modules", ())) == json.dumps([NAME])
