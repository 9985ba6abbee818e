"""README, Makefile and the tree: every command named exists, and no file names a machine or a package host."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
# Only inside code: prose may say "make something".
MAKE = re.compile(r"(?:^|`)(?:\$ )?make ([a-z][a-z-]*)", re.MULTILINE)
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))


def files():
    """Text files that belong to the repository: known to git or not yet, but not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = ROOT / name
        if path.is_file() and not path.is_symlink():
            try:
                yield name, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:  # a picture
                continue


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_make_command_on_a_page_exists(page):
    text = page.read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))
    assert set(MAKE.findall(code)) <= TARGETS


def test_makefile_offers_what_the_readme_promises():
    promised = {
        "lab",
        "test",
        "test-fast",
        "author",
        "notebooks",
        "student-kit",
        "grade-demo",
        "mutants",
        "lint",
        "help",
    }
    assert promised <= TARGETS
    assert {"lab", "test", "grade-demo"} <= set(MAKE.findall(README))
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert promised <= set(re.findall(r"^  make ([a-z-]+)", listed, re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_course_command_on_a_page_exists(page):
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"python -m dlcourse ([a-z]+)", text))
    assert named <= {"lab", "live", "doctor", "ready"}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_and_pictures_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{target} in {page.name}"


def test_readme_is_in_a_visitors_order():
    marks = ["# ", "![", "make lab", "make test", "## Students", "## Instructors", "## Lecturers", "## Maintainers"]
    places = [README.index(mark) for mark in marks]
    assert places == sorted(places)


def test_ci_and_pre_commit_run_the_same_commands():
    ci = ROOT / ".ci" / "run"
    assert ci.stat().st_mode & 0o111
    assert "\nmake test\n" in ci.read_text(encoding="utf-8")
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert [repo["repo"] for repo in hooks] == ["local"]
    entries = [hook["entry"] for hook in hooks[0]["hooks"]]
    for tool in ("ruff check", "codespell_lib"):
        assert any(tool in entry for entry in entries)
        assert f"-m {tool}" in MAKEFILE
    for tool in (
        "node_modules/.bin/biome check --error-on-warnings",
        "node_modules/.bin/tsc",
        "node_modules/.bin/pyright --project pyproject.toml --warnings",
    ):
        assert any(tool in entry for entry in entries)
        assert tool in MAKEFILE
    for entry in entries:
        for script in re.findall(r"(?:tools|tests)/\S+\.py", entry):
            assert (ROOT / script).is_file()


def test_no_package_host_and_no_machine_path_in_the_tree():
    # Put together from parts, or this file would find itself.
    hosts = ["pypi" + ".org", "python" + "hosted", "registry." + "npmjs", "conda" + ".anaconda", "repo." + "anaconda"]
    paths = ["/" + "work/", "/" + "root/", "/" + "home/", "/" + "opt/", "C:" + "\\Users", "/" + "Users/"]
    unwanted = re.compile(
        "|".join(re.escape(text) for text in hosts) + "|(?<![\\w.)\\]}*-])(?:" + "|".join(map(re.escape, paths)) + ")"
    )
    found = [f"{name}: {m[0]}" for name, text in files() for m in unwanted.finditer(text)]
    assert found == []


def test_system_packages_names_one_command_where_it_may_not_install(tmp_path):
    """Without root and without the programs, it prints what to run and fails."""
    tools = {"id": "#!/bin/sh\necho 1000", "apt-get": "#!/bin/sh\nexit 9"}
    for name, text in tools.items():
        (tmp_path / name).write_text(text + "\n")
        (tmp_path / name).chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", ROOT / "tools" / "system_packages.sh"], env={"PATH": str(tmp_path)}, capture_output=True, text=True
    )
    assert done.returncode == 1
    commands = [line for line in done.stderr.splitlines() if "sudo" in line]
    assert len(commands) == 1
    for package in ("chromium", "bubblewrap", "nodejs", "npm"):
        assert package in commands[0]


def test_make_venv_explains_an_old_python(tmp_path):
    """A Python that is too old is named, with what to do."""
    (tmp_path / "tools").mkdir()
    script = tmp_path / "tools" / "make_venv.sh"
    script.write_text((ROOT / "tools" / "make_venv.sh").read_text(encoding="utf-8"))
    old = tmp_path / "python-old"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", script], env={"PATH": "/usr/bin:/bin", "PYTHON": str(old)}, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
