"""Whatever stands in a command's way outside of it, the command ends in a line of words, never in a traceback."""

import json
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest
import typer
from dlgrader.cli import app as cli
from dlgrader.cli.ending import one_line
from dlgrader.course.folder import CourseError
from dlgrader.course.secret import NAME, SecretError, course_secret, is_lost
from nbgrader.api import Gradebook
from typer.testing import CliRunner

REPOSITORY = Path(__file__).resolve().parents[2]
NOBODY = 65_534
HANDED_IN, UNTOUCHED = "bug-hunt", "perceptron"
# Every command that opens a course, with what it needs besides.
COMMANDS = {
    "collect": ["collect", "{here}", HANDED_IN],
    "roster": ["roster", "{here}/class.csv", "--yes"],
    "autograde": ["autograde", HANDED_IN, "--unsafe", "--jobs", "1"],
    "salvage": ["salvage", HANDED_IN, "--student", "ada"],
    "report": ["report", HANDED_IN],
    "export": ["export", "--to", "{here}/g.csv"],
}


@pytest.fixture(scope="module")
def made():
    """A course with a gradebook, in which one student has handed in one of two assignments; readable by anybody."""
    folder = Path(tempfile.mkdtemp(dir="/var/tmp"))
    shutil.copy(REPOSITORY / "nbgrader_config.py", folder)
    for name in (HANDED_IN, UNTOUCHED):
        shutil.copytree(REPOSITORY / "source" / name, folder / "source" / name)
        shutil.copytree(REPOSITORY / "release" / name, folder / "release" / name)
    place = folder / "submitted" / "ada" / HANDED_IN
    place.mkdir(parents=True)
    shutil.copy(REPOSITORY / "release" / HANDED_IN / f"{HANDED_IN}.ipynb", place)
    path, os.environ["PATH"] = os.environ["PATH"], f"{REPOSITORY / '.venv/bin'}:{os.environ['PATH']}"
    try:
        with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
            gradebook.add_student("ada")
            for name in (HANDED_IN, UNTOUCHED):
                gradebook.add_assignment(name)
                gradebook.add_notebook(name, name)
    finally:
        os.environ["PATH"] = path
    course_secret(folder)
    (folder / "class.csv").write_text("id,first_name\nbob,Bob\n")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def course(made):
    folder = Path(tempfile.mkdtemp(dir="/var/tmp"))
    shutil.copytree(made, folder, dirs_exist_ok=True)
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def run(course, name, **others):
    words = [word.format(here=course) for word in COMMANDS[name]]
    return CliRunner().invoke(cli.app, [*words, "--course", str(course)], **others)


def ended(done, said, status=1):
    """One line, no traceback, a status."""
    assert not done.exception or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == status, done.output
    assert said in done.stderr
    assert "Traceback" not in done.output
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def as_another(course, name):
    """The command's status and stderr as a user whose course it is not; for who is not root, as its owner."""
    if os.geteuid() != 0:
        done = run(course, name)
        return done.exit_code, done.stderr, repr(done.exception)
    run(course, name)  # all is imported: the clone may lie where others may not read
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
            done = run(course, name)
            os.write(writing, json.dumps([done.exit_code, done.stderr, repr(done.exception)]).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    return json.loads(text)


@pytest.mark.parametrize("name", ["report", "autograde"])
def test_another_user_meets_words_about_the_secret(course, name):
    (course / NAME).chmod(0o600 if os.geteuid() == 0 else 0)
    status, said, error = as_another(course, name)
    assert (status, error) == (1, "SystemExit(1)"), said
    assert f"{NAME} cannot be read (Permission denied)" in said
    assert "user" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("name", ["export", "report", "collect", "roster"])
def test_another_user_meets_words_about_the_gradebook(course, name):
    (course / "gradebook.db").chmod(0o600 if os.geteuid() == 0 else 0)
    status, said, error = as_another(course, name)
    assert (status, error) == (1, "SystemExit(1)"), said
    assert "gradebook" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("name", COMMANDS)
def test_a_course_that_may_not_be_entered(course, name):
    course.chmod(0o700 if os.geteuid() == 0 else 0o600)
    status, said, error = as_another(course, name)
    course.chmod(0o755)
    assert (status, error) == (2, "SystemExit(2)"), said  # the command line's own words for what it may not read
    assert "is not readable" in said


@pytest.mark.parametrize("name", COMMANDS)
def test_a_damaged_gradebook(course, name):
    (course / "gradebook.db").write_bytes(b"no database, but long enough to be looked at as one " * 30)
    ended(run(course, name), "The gradebook is damaged (file is not a database). Bring it back from a backup")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_folder_that_is_no_course(tmp_path, name):
    (tmp_path / "class.csv").write_text("id,first_name\nbob,Bob\n")
    ended(run(tmp_path, name), "is no course folder")
    ended(run(tmp_path / "nowhere", name) if name not in ("collect", "roster") else run(tmp_path, name), "no course")


@pytest.mark.parametrize("name", COMMANDS)
def test_settings_that_do_not_run(course, name):
    with (course / "nbgrader_config.py").open("a") as file:
        file.write("\nc.Exchange.root = =\n")
    ended(run(course, name), "nbgrader_config.py does not run (SyntaxError")


@pytest.mark.parametrize("name", ["collect", "autograde", "salvage", "report"])
def test_an_assignment_that_is_not_there(course, name):
    words = [word.format(here=course).replace(HANDED_IN, "no-such") for word in COMMANDS[name]]
    ended(CliRunner().invoke(cli.app, [*words, "--course", str(course)]), "There is no assignment")


@pytest.mark.parametrize("name", COMMANDS)
def test_ctrl_c_at_any_moment(course, name, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("dlgrader.course.folder.settings", stop)
    done = run(course, name)
    assert done.exit_code == 130
    assert "Stopped." in done.stderr
    assert "Traceback" not in done.output


def test_a_gradebook_that_somebody_else_holds(course):
    """Not waited for without end: nbgrader's own patience is given in the settings."""
    with (course / "nbgrader_config.py").open("a") as file:
        file.write(f"\nc.CourseDirectory.db_url = 'sqlite:///{course}/gradebook.db?timeout=0.2'\n")
    with sqlite3.connect(course / "gradebook.db") as other:
        other.execute("BEGIN EXCLUSIVE")
        for name in ("report", "export", "roster"):
            ended(run(course, name), "The gradebook is in use (database is locked)")
        other.rollback()


def test_a_disk_that_is_full_while_the_roster_is_written(course, caplog):
    """nbgrader logs such an error with its traceback, and raises one of its own."""
    with sqlite3.connect(course / "gradebook.db") as opened:
        said = "SELECT RAISE(FAIL, 'database or disk is full')"
        opened.execute(f"CREATE TRIGGER no_room BEFORE INSERT ON student BEGIN {said}; END")
    (course / "class.csv").write_text("id,first_name\nx1,New\n")
    done = run(course, "roster")
    ended(done, "The disk is full: the gradebook could not be written")
    assert "Rolling back" not in done.output + caplog.text


def test_a_fault_of_ours_keeps_its_traceback():
    with pytest.raises(ZeroDivisionError), one_line():
        raise ZeroDivisionError
    with pytest.raises(typer.Exit), one_line():
        raise typer.Exit(3)
    with pytest.raises(BrokenPipeError), one_line():
        raise BrokenPipeError


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (CourseError("in one line"), "in one line"),
        (PermissionError(13, "Permission denied", "/srv/x"), "/srv/x: Permission denied. Look whose it is"),
        (FileNotFoundError(2, "No such file or directory", "/srv/x"), "/srv/x: No such file"),
        (OSError(30, "Read-only file system", "/srv/x\x1b[2J"), "/srv/x?[2J: Read-only file system."),
    ],
)
def test_what_a_command_did_not_foresee(error, said, capsys):
    with pytest.raises(typer.Exit) as ending, one_line():
        raise error
    assert ending.value.exit_code == 1
    assert capsys.readouterr().err.startswith(said)


def test_damaged_missing_and_unreadable_secrets_are_three_sentences(tmp_path, monkeypatch):
    said = []
    (tmp_path / NAME).write_text("abc")
    with pytest.raises(SecretError) as error:
        course_secret(tmp_path)
    said.append(str(error.value))

    def denied(*_):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch, pytest.raises(SecretError) as error:
        patch.setattr(Path, "read_bytes", denied)
        course_secret(tmp_path)
    said.append(str(error.value))
    (tmp_path / NAME).unlink()
    with monkeypatch.context() as patch, pytest.raises(SecretError) as error:
        patch.setattr("dlgrader.course.secret.os.open", denied)
        course_secret(tmp_path)
    said.append(str(error.value))
    assert [one.removeprefix(f"{tmp_path / NAME} ").split(" (")[0].split(".")[0] for one in said] == [
        "is damaged", "cannot be read", "is missing and could not be made",
    ]  # fmt: skip


def test_a_lost_secret_is_said(tmp_path):
    verdicts = tmp_path / "verdicts" / HANDED_IN
    assert not is_lost(tmp_path, verdicts)
    (verdicts / "ab").mkdir(parents=True)
    (verdicts / "ab" / "abc.json").write_text("{}")
    assert is_lost(tmp_path, verdicts)
    course_secret(tmp_path)
    assert not is_lost(tmp_path, verdicts)


def test_export_takes_what_was_handed_in_and_says_so(course):
    done = run(course, "export")
    assert done.exit_code == 0
    assert f"Assignments: {HANDED_IN}." in done.stderr
    assert f"Left out, nobody handed them in: {UNTOUCHED}. With them: --all." in done.stderr
    rows = (course / "g.csv").read_text().splitlines()[1:]
    assert [row.split(",")[0] for row in rows] == [HANDED_IN]
    COMMANDS["all"] = [*COMMANDS["export"], "--all"]
    try:
        done = run(course, "all")
    finally:
        del COMMANDS["all"]
    assert "Left out" not in done.stderr
    rows = (course / "g.csv").read_text().splitlines()[1:]
    assert {row.split(",")[0] for row in rows} == {HANDED_IN, UNTOUCHED}
    named = CliRunner().invoke(cli.app, ["export", UNTOUCHED, "--to", "-", "--course", str(course)])
    assert named.stdout.count(UNTOUCHED) == 1
    assert "Left out" not in named.stderr


def test_export_where_nobody_handed_in(course):
    shutil.rmtree(course / "submitted")
    ended(run(course, "export"), "Nobody has handed in anything yet.")
    assert not (course / "g.csv").exists()
