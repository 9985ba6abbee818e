"""The student kit and the wheel: what is in them, and that no solution, hidden test, bank or text twin is."""

import importlib.util
import io
import json
import re
import sys
import tomllib
import zipfile
from html.parser import HTMLParser
from importlib import metadata
from pathlib import Path, PurePosixPath

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from dlcourse.commands.copies import SIGN, copy_new

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "tools"
PREFIX = "dlcourse-student-kit/"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
# The network that the course itself is about is there to be read; an assignment may well come out the same.
# So are the formulas that two assignments' checks compare with; they are those of the lectures.
FORMULAS = {f"dlcourse/check/{name}/formulas.py" for name in ("perceptron", "gradient_descent")}
PUBLIC = {"dlcourse/nn.py", "dlcourse/gradients.py", *FORMULAS}
WHEEL = f"dlcourse-{VERSION}-py3-none-any.whl"


@pytest.fixture(scope="module")
def student_kit():
    """The module tools/student_kit.py, which imports its neighbour tools/lock.py."""
    sys.path.insert(0, str(TOOLS))
    try:
        spec = importlib.util.spec_from_file_location("student_kit", TOOLS / "student_kit.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(TOOLS))
    return module


@pytest.fixture(scope="module")
def kit(student_kit, tmp_path_factory):
    """Path in the kit -> bytes, from a kit written for this test."""
    path = student_kit.write(tmp_path_factory.mktemp("kit"))
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def wheel(kit):
    """Path in the wheel -> bytes."""
    with zipfile.ZipFile(io.BytesIO(kit[PREFIX + WHEEL])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def cells(data):
    """The sources of a notebook's cells."""
    return ["".join(cell["source"]) for cell in json.loads(data)["cells"]]


def squeezed(text):
    """Text without any white space, so that indentation hides nothing."""
    return re.sub(r"\s+", "", text)


def solutions():
    """Every solution block of the instructors' notebooks, squeezed; the shortest say nothing and are left out."""
    block = re.compile(r"### BEGIN SOLUTION(.*?)### END SOLUTION", re.DOTALL)
    for notebook in sorted((ROOT / "source").rglob("*.ipynb")):
        for source in cells(notebook.read_bytes()):
            yield from (text for text in map(squeezed, block.findall(source)) if len(text) > 40)


def test_kit_lists_exactly_what_a_class_needs(kit):
    assert all(name.startswith(PREFIX) for name in kit)
    names = [name.removeprefix(PREFIX) for name in kit]
    rest = [name for name in names if not name.startswith(("course/", "release/"))]
    assert sorted(rest) == sorted([WHEEL, "environment.yml", "requirements.lock", "START-HERE.html", "playground.html"])
    handed_out = {
        p.relative_to(ROOT).as_posix() for part in ("course", "release") for p in (ROOT / part).rglob("*.ipynb")
    }
    notebooks = {name for name in names if name.endswith(".ipynb")}
    assert notebooks == {name for name in handed_out if ".ipynb_checkpoints" not in name}
    # A sign for whoever opens the folder of the originals; `lab` does not copy it.
    assert set(names) - notebooks - set(rest) == {f"course/{SIGN}", f"release/{SIGN}"}
    assert b"Do not open" in kit[f"{PREFIX}course/{SIGN}"]
    assert b"my-work" in kit[f"{PREFIX}release/{SIGN}"]
    assert "course/00-start-here.ipynb" in notebooks
    assert "course/08-forward-pass.ipynb" in notebooks
    assert "release/implementing-backpropagation/implementing-backpropagation.ipynb" in notebooks


def test_kit_holds_no_file_of_instructors_or_authors(kit):
    for name in kit:
        path = PurePosixPath(name.removeprefix(PREFIX))
        assert path.parts[0] not in {"text", "source", "grader", "docs", "tests", "submitted", "autograded", "feedback"}
        assert path.suffix not in {".py", ".md", ".db"}, name
        assert not any(part.startswith(".") for part in path.parts), name


def test_kit_holds_no_solution_and_no_hidden_test(kit, student_kit):
    looked = 0
    for name, data in kit.items():
        if name.endswith(".whl"):
            continue
        text = data.decode("utf-8")
        looked += 1
        for secret in (*student_kit.SECRETS, "dlgrader", "py:percent"):
            assert secret not in text, f"{secret} in {name}"
    assert looked > 4


def test_no_solution_block_of_the_source_is_in_the_kit(kit, wheel):
    blocks = list(solutions())
    assert len(blocks) >= 8
    pages = {n: squeezed("\n".join(cells(d))) for n, d in kit.items() if n.endswith(".ipynb")}
    pages |= {n: squeezed(d.decode("utf-8")) for n, d in wheel.items() if n.endswith(".py") and n not in PUBLIC}
    pages |= {n: squeezed("\n".join(cells(d))) for n, d in wheel.items() if n.endswith(".ipynb")}
    for block in blocks:
        assert [name for name, text in pages.items() if block in text] == [], block


def test_wheel_holds_src_dlcourse_and_the_notebooks_as_released(wheel, student_kit):
    metadata = f"dlcourse-{VERSION}.dist-info/"
    inside = {name for name in wheel if not name.startswith(metadata)}
    expected = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "dlcourse").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    # `ready` reads a student's file beside the assignment as released: exactly that, and nothing of source/.
    released = {
        f"dlcourse/released/{path.relative_to(ROOT / 'release').as_posix()}": path.read_bytes()
        for path in student_kit.notebooks(ROOT / "release")
    }
    assert len(released) >= 5
    assert inside == expected | set(released)
    assert "dlcourse/py.typed" in inside
    for name, data in released.items():
        assert wheel[name] == data
        for secret in (*student_kit.SECRETS, "dlgrader"):
            assert secret not in data.decode("utf-8"), f"{secret} in {name}"
    assert {metadata + "licenses/LICENSE", metadata + "licenses/LICENSE-docs"} <= set(wheel)
    for name in inside:
        if name.endswith(".py"):
            text = wheel[name].decode("utf-8")
            assert not re.search(r"^\s*(import|from) dlgrader", text, re.MULTILINE), name
            assert "BEGIN SOLUTION" not in text, name


def test_environment_of_the_kit_names_its_wheel(kit):
    environment = yaml.safe_load(kit[PREFIX + "environment.yml"])
    assert environment["dependencies"][-1]["pip"][-1] == f"./{WHEEL}"


def locked(text):
    """Package -> its block in a lock: the pin and the hashes."""
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)
    return {re.match(r"[^=]+", block)[0]: block for block in blocks if "==" in block}


def needed_here(name, found):
    """What an installed package needs on this machine, as pip would see it."""
    for line in metadata.requires(name) or []:
        one = Requirement(line)
        then = canonicalize_name(one.name)
        if (one.marker is None or one.marker.evaluate({"extra": ""})) and then not in found:
            found.add(then)
            needed_here(then, found)
    return found


def test_the_kit_installs_what_was_tested_and_nothing_for_authors(kit):
    whole = locked((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    cut = locked(kit[PREFIX + "requirements.lock"].decode("utf-8"))
    assert all(whole[name] == block for name, block in cut.items())
    assert all("--hash=sha256:" in block for block in cut.values())
    needed = needed_here("dlcourse", set())
    assert len(needed) > 60
    assert needed <= set(cut)
    assert {"colorama", "pywinpty", "appnope"} <= set(cut)  # other systems' packages cannot be looked into here
    assert not {"pytest", "playwright", "pandas", "sympy", "ruff", "distributed", "dask", "hatchling"} & set(cut)
    pinned = yaml.safe_load(kit[PREFIX + "environment.yml"])["dependencies"][-1]["pip"][:-1]
    assert [line.partition("==")[0] for line in pinned] == list(cut)


def test_lab_copies_the_notebooks_and_not_the_sign(kit, tmp_path):
    for name, data in kit.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    copied = copy_new(tmp_path / PREFIX, tmp_path / "my-work")
    assert len(copied.new) > 10
    assert not list((tmp_path / "my-work").rglob("*.txt"))


class Outside(HTMLParser):
    """Collects what a page would load or link to."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found += [value for key, value in attrs if key in {"src", "href", "action"}]


def test_start_page_stands_alone_and_names_what_is_there(kit):
    page = kit[PREFIX + "START-HERE.html"].decode("utf-8")
    parser = Outside()
    parser.feed(page)
    assert parser.found == []
    assert not re.search(r"url\(|@import|<script", page)
    assert "{{" not in page
    assert WHEEL in page
    assert "make " not in re.sub(r"make (?:an|a|it)\b", "", page)
    # The whole command, for each system.
    for command in ("doctor", "lab", "ready"):
        for python in (r".venv\Scripts\python", ".venv/bin/python", "python"):
            assert f"<code>{python} -m dlcourse {command}" in page
    for python in (r".venv\Scripts\python", ".venv/bin/python"):
        assert f"{python} -m pip install --require-hashes -r requirements.lock\n" in page
        assert f"{python} -m pip install --no-deps ./{WHEEL}<" in page
    assert "<code>from dlcourse import ready\nready()</code>" in page
    assert "800 MB" in page
    assert "this is an estimate" in " ".join(page.split())
    assert "Move your whole folder <code>my-work</code>" in page
    for system in ("Windows", "macOS", "Linux", "conda"):
        assert system in page
    notebook = re.search(r"ready my-work/(\S+?)<", page)[1]
    assert f"{PREFIX}release/{notebook}" in kit


def test_kit_is_the_same_twice(student_kit, tmp_path):
    first, second = (student_kit.write(tmp_path / name).read_bytes() for name in ("one", "two"))
    assert first == second


def test_a_solution_stops_the_writing(student_kit):
    found = student_kit.leaks({"release/a.ipynb": b"### BEGIN SOLUTION", "course/b.ipynb": b"fine"})
    assert found == ["release/a.ipynb: BEGIN SOLUTION"]
