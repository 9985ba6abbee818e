"""The places that name versions agree: both pyproject.toml, requirements.lock and environment.yml. All is parsed."""

import importlib.metadata
import importlib.util
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[2]
COURSE = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GRADER = tomllib.loads((ROOT / "grader" / "pyproject.toml").read_text(encoding="utf-8"))
LOCK_TEXT = (ROOT / "requirements.lock").read_text(encoding="utf-8")

SPEC = importlib.util.spec_from_file_location("lock", ROOT / "tools" / "lock.py")
lock = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(lock)

PINS = {name: (version, marker) for name, version, marker in lock.pins(LOCK_TEXT)}
SYSTEMS = {
    "Linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "Windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    "macOS": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
}


def normal(name):
    """A distribution's name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted():
    """Every direct requirement that the lock must meet."""
    return [Requirement(line) for line in lock.direct_requirements()]


def test_lock_meets_every_direct_range():
    assert len(wanted()) > 20
    for requirement in wanted():
        version, _ = PINS[normal(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement} against {version}"


@pytest.mark.parametrize("requirement", wanted(), ids=lambda r: r.name)
def test_direct_dependencies_carry_a_range(requirement):
    operators = {s.operator for s in requirement.specifier}
    assert ">=" in operators
    assert "<" in operators


def test_lock_holds_names_versions_markers_and_hashes_alone():
    requirement = re.compile(r"[a-z0-9.-]+==[^\s;]+( ; [^\\]+)? \\")
    digest = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    blocks = re.split(r"\n(?=\S)", LOCK_TEXT.strip())
    assert len(blocks) == len(PINS) > 100
    for block in blocks:
        first, *hashes = block.splitlines()
        assert requirement.fullmatch(first), first
        assert hashes, first
        assert all(digest.fullmatch(line) for line in hashes), first
        assert not hashes[-1].endswith("\\"), first
    assert "://" not in LOCK_TEXT


def test_lock_leaves_out_our_own_and_what_nobody_asked_for():
    assert not {"dlcourse", "dlgrader", "torch"} & set(PINS)


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_lock_is_complete_on_every_system(system, python):
    """What each locked package needs there, by its own metadata, is locked for there as well, in a fitting version."""
    environment = default_environment() | SYSTEMS[system]
    environment |= {"python_version": python, "python_full_version": f"{python}.0", "extra": ""}
    there = {n: v for n, (v, m) in PINS.items() if not m or Requirement(f"x; {m}").marker.evaluate(environment)}
    read = 0
    for name, version in there.items():
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            # A package for another system, which this one has not installed.
            assert PINS[name][1], f"{name} is locked for this system too, but not installed"
            continue
        assert distribution.version == version
        read += 1
        for line in distribution.requires or []:
            need = Requirement(line)
            if need.marker is None or need.marker.evaluate(environment):
                assert normal(need.name) in there, f"{name} needs {need} on {system}"
                assert need.specifier.contains(there[normal(need.name)], prereleases=True), f"{name} needs {need}"
    assert read > 100


def test_windows_and_macos_have_their_markers():
    assert PINS["pywinpty"][1] == "os_name == 'nt'"
    assert PINS["appnope"][1] == "sys_platform == 'darwin'"


def test_environment_is_the_lock_without_hashes():
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert text == lock.environment_text(LOCK_TEXT), "run tools/lock.py --conda"
    environment = yaml.safe_load(text)
    assert environment["channels"] == ["conda-forge", "nodefaults"]
    python, pip, packages = environment["dependencies"]
    assert pip == "pip"
    assert python.startswith("python>=")
    lowest = SpecifierSet(python.removeprefix("python"))
    assert "3.11" in lowest
    assert "3.10" not in lowest
    *pinned, own = packages["pip"]
    assert own == "-e ."
    listed = [Requirement(line) for line in pinned]
    assert [normal(r.name) for r in listed] == list(PINS)
    for requirement in listed:
        version, marker = PINS[normal(requirement.name)]
        assert str(requirement.specifier) == f"=={version}"
        assert str(requirement.marker or "") == str(Requirement(f"x; {marker}").marker if marker else "")


def test_students_environment_names_the_wheel():
    text = lock.environment_text(LOCK_TEXT, course="./dlcourse-1.0-py3-none-any.whl")
    assert yaml.safe_load(text)["dependencies"][-1]["pip"][-1] == "./dlcourse-1.0-py3-none-any.whl"


def test_both_distributions_share_one_version_and_python():
    course, grader = COURSE["project"], GRADER["project"]
    assert course["version"] == grader["version"]
    assert f"dlcourse=={course['version']}" in grader["dependencies"]
    assert course["requires-python"] == grader["requires-python"] == ">=3.11"
    assert importlib.metadata.version("dlcourse") == importlib.metadata.version("dlgrader") == course["version"]
    assert f"## {course['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    shared = {Requirement(r).name: r for r in course["dependencies"]}
    for line in grader["dependencies"]:
        assert shared.get(Requirement(line).name, line) == line


def test_licences_are_there():
    assert COURSE["project"]["license"] == "MIT AND CC-BY-4.0"
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in COURSE["project"]["license-files"]]
    assert "MIT License" in texts[0]
    assert "Attribution 4.0 International" in texts[1]
    assert "Section 8 -- Interpretation" in texts[1]


def test_changelog_is_kept_as_it_says():
    """Keep a Changelog: per version its date or "not released yet", and under it kinds of changes, each once."""
    versions = re.split(r"^## ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    for version in versions:
        assert re.match(r"\d+\.\d+\.\d+(, not released yet|, \d{4}-\d\d-\d\d)\n", version), version[:40]
        kinds = re.findall(r"^### (.+)$", version, re.MULTILINE)
        assert kinds and kinds == [kind for kind in ("Added", "Changed", "Fixed", "Removed") if kind in kinds], kinds
        before, *_ = re.split(r"^### ", version, flags=re.MULTILINE)
        assert "\n- " not in before
