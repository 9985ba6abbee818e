"""What `lab` copies: corrected notebooks arrive, and nothing of the reader's is ever replaced."""

import errno
import json
import os
import stat
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dlcourse.commands import app, copies, lab

LAB = sys.modules[lab.__module__]
LECTURE, HOMEWORK, DATA = "00-start-here.ipynb", "homework/homework.ipynb", "homework/data.csv"


def book(*sources, **outputs):
    cells = [{"cell_type": "code", "metadata": {}, "source": one, "outputs": []} for one in sources]
    return json.dumps({"cells": cells, "metadata": outputs, "nbformat": 4, "nbformat_minor": 5})


ORIGINALS = {LECTURE: book("1 + 1"), HOMEWORK: book("def f(): ..."), DATA: "1,2"}


def write(folder, files):
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def publish(course, files):
    """Put new versions of these into the course."""
    write(course, {("release/" if "/" in name else "course/") + name: text for name, text in files.items()})


@pytest.fixture
def course(tmp_path):
    folder = tmp_path / "kit"
    publish(folder, ORIGINALS)
    junk = ["course/.ipynb_checkpoints/a.ipynb", "release/.gitkeep", f"course/{copies.SIGN}", "source/homework/a.ipynb"]
    write(folder, dict.fromkeys(junk, "not to be copied"))
    return folder


@pytest.fixture
def work(course):
    """A folder of one's own into which the course was copied once."""
    copies.copy_new(course, course / "my-work")
    return course / "my-work"


def files(folder):
    """The reader's files; the memory is not theirs."""
    found = (p for p in folder.rglob("*") if p.is_file() and p.name != copies.MEMORY)
    return {p.relative_to(folder).as_posix(): p.read_text() for p in found}


def said(course, monkeypatch, *more):
    """Exit status and words of `lab`, but for the JupyterLab that would follow."""
    monkeypatch.setattr(LAB, "_become", lambda command, folder: 0)
    monkeypatch.setattr("dlcourse.commands.running.address_of", lambda work: None)
    for name in ("PATH", "JUPYTER_CONFIG_PATH", "DLCOURSE_BIN", "DLCOURSE_TERMINAL", "ZDOTDIR", "DLCOURSE_ZDOTDIR"):
        monkeypatch.setenv(name, os.environ.get(name, ""))  # lab sets them for the program it becomes
    result = CliRunner().invoke(app, ["lab", "--from", str(course), *more], env={"COLUMNS": "300"})
    return result.exit_code, result.output


def lines(output):
    return [line.strip() for line in output.splitlines() if line.startswith("  ")]


def test_copies_lectures_and_assignments_and_nothing_else(course):
    copied = copies.copy_new(course, course / "my-work")
    assert files(course / "my-work") == ORIGINALS
    assert {p.as_posix() for p in copied.new} == set(ORIGINALS)
    assert not copied.updated
    assert not copied.beside


def test_an_untouched_notebook_is_replaced_and_a_changed_one_gets_the_newer_beside_it(course, work, monkeypatch):
    write(work, {HOMEWORK: book("def f(): return 1")})
    publish(course, {LECTURE: book("1 + 2"), HOMEWORK: book("def f(x): ..."), "01-new.ipynb": book("x")})
    code, text = said(course, monkeypatch)
    assert code == 0
    assert lines(text) == [
        "new   01-new.ipynb",
        "updated 00-start-here.ipynb (you had not changed it)",
        "beside homework/homework (new).ipynb is the course's newer one; your homework/homework.ipynb stays as it is",
    ]
    assert files(work) == {
        LECTURE: book("1 + 2"),
        "01-new.ipynb": book("x"),
        HOMEWORK: book("def f(): return 1"),
        "homework/homework (new).ipynb": book("def f(x): ..."),
        DATA: "1,2",
    }
    assert lines(said(course, monkeypatch)[1]) == []  # nothing is said twice


def test_work_alone_is_no_news(course, work, monkeypatch):
    write(work, {LECTURE: book("mine"), HOMEWORK: book("mine too")})
    before = files(work)
    assert lines(said(course, monkeypatch)[1]) == []
    assert files(work) == before


def test_a_notebook_that_was_only_run_counts_as_the_readers(course, work):
    """The answers to its questions are in its widgets' state, which no text of a cell shows."""
    ran = book("1 + 1", widgets={"state": "answered"})
    write(work, {LECTURE: ran})
    publish(course, {LECTURE: book("1 + 2")})
    copied = copies.copy_new(course, work)
    assert [(str(a), str(b)) for a, b in copied.beside] == [(LECTURE, "00-start-here (new).ipynb")]
    assert files(work)[LECTURE] == ran


def test_a_notebook_that_was_only_opened_is_the_courses(course, work):
    """JupyterLab writes the kernel's name into it, and saves it by itself."""
    opened = json.loads(book("1 + 1"))
    opened["metadata"] = {"kernelspec": {"name": "python3"}, "language_info": {"version": "3.13.1"}}
    opened["cells"][0] |= {"source": ["1 + 1"], "execution_count": None, "id": "a"}
    write(work, {LECTURE: json.dumps(opened, indent=1)})
    assert not copies.copy_new(course, work).updated
    publish(course, {LECTURE: book("1 + 2")})
    assert [str(p) for p in copies.copy_new(course, work).updated] == [LECTURE]


@pytest.mark.parametrize("change", ["source", "outputs", "attachments"])
def test_any_other_change_is_the_readers(course, work, change):
    mine = json.loads(book("1 + 1"))
    value = {"source": "1 + 1 ", "outputs": [{"output_type": "stream", "text": "2"}], "attachments": {"a.png": {}}}
    mine["cells"][0][change] = value[change]
    write(work, {LECTURE: json.dumps(mine)})
    publish(course, {LECTURE: book("1 + 2")})
    assert len(copies.copy_new(course, work).beside) == 1
    assert files(work)[LECTURE] == json.dumps(mine)


def test_versions_that_follow_each_other(course, work):
    """The newer one beside is replaced as long as nobody works in it; a name that is taken is never written to."""
    write(work, {LECTURE: book("mine")})
    for version in ("v2", "v3"):
        publish(course, {LECTURE: book(version)})
        copies.copy_new(course, work)
        assert files(work)["00-start-here (new).ipynb"] == book(version)
    write(work, {"00-start-here (new).ipynb": book("mine in v3")})
    publish(course, {LECTURE: book("v4")})
    copies.copy_new(course, work)
    found = files(work)
    assert found[LECTURE] == book("mine")
    assert found["00-start-here (new).ipynb"] == book("mine in v3")
    assert found["00-start-here (new 2).ipynb"] == book("v4")
    # A reader who takes the newer one in the place of their own is served again.
    (work / "00-start-here (new 2).ipynb").replace(work / LECTURE)
    publish(course, {LECTURE: book("v5")})
    assert [str(p) for p in copies.copy_new(course, work).updated] == [LECTURE]


def test_a_newer_one_that_the_reader_threw_away_does_not_come_back(course, work):
    write(work, {LECTURE: book("mine")})
    publish(course, {LECTURE: book("v2")})
    copies.copy_new(course, work)
    (work / "00-start-here (new).ipynb").unlink()
    assert not copies.copy_new(course, work).beside
    (work / LECTURE).unlink()  # but a file that is not there at all is
    assert [str(p) for p in copies.copy_new(course, work).new] == [LECTURE]


DAMAGED = [b"", b"{", b"\xff\xfe", b"[]", b'{"00-start-here.ipynb": 3}', b"[" * 100_000, None]


@pytest.mark.parametrize("memory", DAMAGED, ids=range(len(DAMAGED)))
def test_without_its_memory_it_takes_every_file_for_the_readers(course, work, memory, monkeypatch):
    """An older kit kept none, and a file can be lost: nothing may be replaced, and it is said once."""
    (work / copies.MEMORY).unlink()
    if memory is not None:
        (work / copies.MEMORY).write_bytes(memory)
    publish(course, {LECTURE: book("v2")})
    write(work, {HOMEWORK: book("def f(): ...", widgets="only run")})
    code, text = said(course, monkeypatch)
    assert code == 0
    assert [line.split()[0] for line in lines(text)] == ["beside"]
    assert files(work)[LECTURE] == ORIGINALS[LECTURE]
    assert files(work)["00-start-here (new).ipynb"] == book("v2")
    assert lines(said(course, monkeypatch)[1]) == []
    publish(course, {LECTURE: book("v3"), DATA: "3,4"})
    assert [str(p) for p in copies.copy_new(course, work).updated] == [DATA]


def test_a_link_of_the_readers_is_left_alone(course, work):
    (work / LECTURE).unlink()
    (work / LECTURE).symlink_to(work / "nowhere")
    elsewhere = course / "elsewhere.csv"
    elsewhere.write_text("1,2")
    (work / DATA).unlink()
    (work / DATA).symlink_to(elsewhere)
    publish(course, {LECTURE: book("v2"), DATA: "3,4"})
    copied = copies.copy_new(course, work)
    assert not copied.updated
    assert (work / LECTURE).is_symlink()
    assert (work / DATA).is_symlink()
    assert elsewhere.read_text() == "1,2"


def test_a_run_that_was_stopped_is_gone_on_with(course, work, monkeypatch):
    write(work, {LECTURE: book("mine")})
    publish(course, {LECTURE: book("v2"), HOMEWORK: book("v2")})
    real = copies._write

    def stopped(data, target):
        real(data, target)
        if target.name == "homework.ipynb":
            raise KeyboardInterrupt

    monkeypatch.setattr(copies, "_write", stopped)
    monkeypatch.setattr(copies, "_remember", lambda work, given: "")
    with pytest.raises(KeyboardInterrupt):
        copies.copy_new(course, work)
    monkeypatch.undo()
    copied = copies.copy_new(course, work)
    assert (copied.new, copied.updated, copied.beside) == ([], [], [])
    assert sorted(files(work)) == sorted([*ORIGINALS, "00-start-here (new).ipynb"])
    assert copies.copy_new(course, work).beside == []


@pytest.mark.parametrize(
    ("number", "advice"),
    [(errno.ENOSPC, "Make room on the disk"), (errno.EROFS, "Choose a folder"), (errno.EACCES, "Choose a folder")],
)
def test_what_stops_the_copying_is_one_sentence_with_the_right_advice(course, monkeypatch, number, advice):
    def fails(data, target):
        raise OSError(number, os.strerror(number), str(target))

    monkeypatch.setattr(copies, "_write", fails)
    code, text = said(course, monkeypatch)
    assert code == 1
    assert os.strerror(number) in text
    assert advice in text
    assert "Traceback" not in text
    assert not list((course / "my-work").rglob("*.part"))


def test_a_full_disk_loses_no_memory_of_what_arrived(course, work, monkeypatch):
    publish(course, {LECTURE: book("v2"), HOMEWORK: book("v2")})
    real = copies._write

    def full(data, target):
        if target.name == "homework.ipynb":
            raise OSError(errno.ENOSPC, "No space left on device", str(target))
        real(data, target)

    monkeypatch.setattr(copies, "_write", full)
    with pytest.raises(OSError, match="No space"):
        copies.copy_new(course, work)
    monkeypatch.undo()
    copied = copies.copy_new(course, work)
    assert [str(p) for p in copied.updated] == [HOMEWORK]
    assert files(work)[LECTURE] == book("v2")


def test_a_folder_that_cannot_be_written_opens_as_long_as_nothing_is_new(course, work, monkeypatch):
    (work / copies.MEMORY).unlink()

    def fails(data, target):
        raise OSError(errno.EROFS, "Read-only file system", str(target))

    monkeypatch.setattr(copies, "_write", fails)
    code, text = said(course, monkeypatch)
    assert code == 0
    assert "Could not note which version you have (Read-only file system)" in text


def test_a_write_protected_copy_that_nobody_changed_is_replaced(course, work):
    (work / LECTURE).chmod(stat.S_IRUSR)
    publish(course, {LECTURE: book("v2")})
    assert [str(p) for p in copies.copy_new(course, work).updated] == [LECTURE]
    assert files(work)[LECTURE] == book("v2")


def test_finds_the_course_from_a_folder_inside(course):
    assert copies.find_course(course / "release" / "homework") == course
    assert copies.find_course(course.parent) is None


def test_a_name_that_is_a_folder_stays(course, work):
    (work / DATA).unlink()
    (work / DATA).mkdir()
    assert not copies.copy_new(course, work).updated
    assert Path(work / DATA).is_dir()
