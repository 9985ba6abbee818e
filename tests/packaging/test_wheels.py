"""Both wheels, installed into an empty environment: what a user of the packages gets, without the clone beside it."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    """The two wheels, built from this clone."""
    folder = tmp_path_factory.mktemp("wheels")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run(
        [*command, "--wheel-dir", str(folder), str(ROOT), str(ROOT / "grader")],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    built = sorted(folder.glob("*.whl"))
    assert [path.name.partition("-")[0] for path in built] == ["dlcourse", "dlgrader"]
    return built


@pytest.fixture(scope="module")
def run(wheels, tmp_path_factory):
    """Call ``run(*arguments)`` with the Python of an environment that holds the wheels and what the lock names."""
    place = tmp_path_factory.mktemp("empty")
    venv.create(place, symlinks=True)
    site = next(place.glob("lib/python*/site-packages"))
    # What others wrote comes from this environment; a path file is not read there, so our clone is not found by it.
    (site / "others.pth").write_text(sysconfig.get_path("purelib") + "\n")
    for wheel in wheels:
        zipfile.ZipFile(wheel).extractall(site)
    # Of nbgrader's commands one is called by its bare name.
    beside = os.pathsep.join([str(place / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COVERAGE"))} | {"PATH": beside}

    def call(*arguments, cwd):
        return subprocess.run(
            [str(place / "bin" / "python"), *arguments], cwd=cwd, env=environment, capture_output=True, text=True,
            timeout=600, check=False,
        )  # fmt: skip

    return call


def test_both_wheels_tell_type_checkers_to_read_them(wheels):
    for wheel in wheels:
        names = zipfile.ZipFile(wheel).namelist()
        assert f"{wheel.name.partition('-')[0]}/py.typed" in names, wheel.name


def test_the_packages_are_those_of_the_wheels(run, tmp_path):
    code = "import dlcourse, dlgrader, json; print(json.dumps([dlcourse.__file__, dlgrader.__file__]))"
    done = run("-c", code, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for path in json.loads(done.stdout):
        assert not Path(path).is_relative_to(ROOT) and "site-packages" in path


def test_doctor_finds_all_in_order(run, tmp_path):
    done = run("-m", "dlcourse", "doctor", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_demonstration_is_graded(run, tmp_path):
    done = run("-m", "dlgrader", "demo", "--students", "3", "--folder", "made", "--source", str(ROOT), cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list((tmp_path / "made" / "autograded").glob("*/*/*.ipynb"))) == 3
    assert "100" in done.stdout
