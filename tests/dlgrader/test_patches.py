"""nbgrader is bent in one place, and an nbgrader that the bends were not made for is refused in words."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbgrader
import pytest
from dlgrader.gradebook import patches
from nbgrader.converters import base
from nbgrader.server_extensions.formgrader.handlers import SubmissionFilesHandler

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "grader" / "src" / "dlgrader"


def test_the_installed_versions_are_known():
    patches.refuse_unknown()


@pytest.mark.parametrize("found", ["0.9.4", "0.10.0", "1.0.0.dev1", "0.9.7"])
def test_another_nbgrader_is_refused_with_what_to_install(monkeypatch, found):
    monkeypatch.setattr(nbgrader, "__version__", found)
    with pytest.raises(patches.UnknownVersion) as refused:
        patches.refuse_unknown()
    said = str(refused.value)
    assert f"nbgrader {found} is installed" in said and 'pip install "nbgrader==0.9.6"' in said
    assert "\n" not in said


def test_another_nbformat_is_refused(monkeypatch):
    monkeypatch.setattr(patches, "version", lambda name: "6.0.0")
    with pytest.raises(patches.UnknownVersion, match=r"nbformat 6\.0\.0 is installed"):
        patches.refuse_unknown()


def other_signature(self, assignment, student, force):
    """An init_assignment of another version."""


@pytest.mark.parametrize(
    ("where", "name", "value", "said"),
    [
        (base, "find_all_files", None, "converters.base.find_all_files"),
        (SubmissionFilesHandler, "set_extra_headers", None, "SubmissionFilesHandler.set_extra_headers"),
        (patches.Autograde, "init_assignment", other_signature, "Autograde.init_assignment"),
    ],
)
def test_a_changed_nbgrader_of_a_known_number_is_refused(monkeypatch, where, name, value, said):
    monkeypatch.setattr(where, name, value, raising=False)
    with pytest.raises(patches.UnknownVersion, match=said):
        patches.refuse_unknown()


def test_nbgrader_itself_stops_with_one_line_and_grades_nothing(tmp_path):
    """Jupyter takes an error of a configuration file for a warning: stock nbgrader would then run students' code."""
    shutil.copy(REPOSITORY / "nbgrader_config.py", tmp_path)
    (tmp_path / "source" / "hw").mkdir(parents=True)
    (tmp_path / "sitecustomize.py").write_text("import nbgrader\nnbgrader.__version__ = '0.99'\n")
    line = [sys.executable, "-m", "nbgrader", "autograde", "hw"]
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert done.stderr.strip().startswith("nbgrader 0.99 is installed") and len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "gradebook.db").exists() and not (tmp_path / "autograded").exists()


def bends(tree):
    """Lines that put something of ours into a module, or a class, that was imported from nbgrader or nbformat."""
    taken = {
        (alias.asname or alias.name).partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
        if (node.module or "" if isinstance(node, ast.ImportFrom) else alias.name).startswith(("nbgrader", "nbformat"))
    }
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else ()
        for target in (each for one in targets for each in ast.walk(one)):
            if isinstance(target, ast.Attribute) and isinstance(target.ctx, ast.Store):
                root = target.value
                while isinstance(root, ast.Attribute):
                    root = root.value
                if isinstance(root, ast.Name) and root.id in taken:
                    yield node.lineno


def test_no_other_file_bends_nbgrader():
    found = {path.name for path in PACKAGE.rglob("*.py") if list(bends(ast.parse(path.read_text("utf-8"))))}
    assert found == {"patches.py"}


def test_a_bend_elsewhere_is_found():
    for code in (
        "import nbformat\nnbformat.validate = None",
        "from nbgrader.apps import dbapp\ndbapp.DbStudentImportApp.start = len",
        "from nbgrader.converters import base as other\nother.find_all_files, x = len, 1",
    ):
        assert list(bends(ast.parse(code))), code
    assert not list(bends(ast.parse("from nbgrader import api\nx = api.Gradebook\nself.api = 1\nx.y = 2")))


def test_who_grades_does_not_load_what_collects():
    code = (
        "import sys\nfrom dlgrader import settings\nfrom traitlets.config import Config\nsettings.configure(Config())\n"
        "print([name for name in sys.modules if name.startswith('dlgrader.collecting')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() == "[]"
