"""No byte of a student's moves the cursor of an instructor's terminal, turns a line round, or runs in a spreadsheet."""

import json
import logging
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from dlgrader.clean.spreadsheet import cell
from dlgrader.clean.terminal import keep_logs_visible, safe, visible
from dlgrader.course.nbgrader import Course
from dlgrader.demo.run import prepare
from dlgrader.mistakes.notebooks import ASSIGNMENT, build, hand_in
from nbgrader.api import Gradebook

REPOSITORY = Path(__file__).resolve().parents[2]
CLEAR = "\x1b[2J"
LINK = "\x1b]8;;http://evil.example\x07click\x1b]8;;\x07"
C1 = "\x9b2J"
TURNED = "\u202egnp.exe"
ODD = [CLEAR, LINK, C1, TURNED, "\r", "\x08", "\x00", "\x7f", "\u2066x", "\u200b", "\ufeff", "\x1bc", "\x90q", "\ue000"]


def obeyed(text):
    """The characters of a text that a terminal would obey, or hide."""
    return {letter for letter in text if not letter.isprintable() and letter not in "\n\t"}


@pytest.mark.parametrize("odd", [*ODD, "\ud800"])
def test_one_function_leaves_nothing_to_obey(odd):
    assert not obeyed(safe(f"a{odd}b")) and not obeyed(visible(f"a{odd}b"))
    assert safe(f"a{odd}b").startswith("a")
    assert not obeyed(cell(f"a{odd}b").replace("\r", ""))  # a carriage return within a cell is quoted
    safe(f"a{odd}b").encode("utf-8")


@pytest.mark.parametrize("letter", ["\u115f", "\u1160", "\u3164", "\uffa0", "\u2800"])
def test_a_letter_that_shows_nothing_is_shown(letter):
    assert visible(letter) == safe(letter) == "?"


SIGNS = ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\ufe66", "\ufe62", "\ufe63", "\ufe6b", "\u2212"]


@pytest.mark.parametrize("sign", SIGNS)
def test_no_blank_and_no_other_sign_hides_a_formula(sign):
    for blank in ("", " ", "  ", "\xa0", "\u3000", "\t", "\r\n", "\u2003 "):
        assert cell(f"{blank}{sign}cmd|' /C calc'!A0").startswith("'")
    for honest in ("Ana", "1.5", "a=b", " Ana", "'s Gravenhage", "x-y", ""):
        assert cell(honest) == honest


NAMES = ["Lucía Fernández", "Nguyễn Thị Hồng", "نازنین", "क्षत्रिय", "می\u200cخواهم", "100 % ± 3 µm", "日本"]


@pytest.mark.parametrize("honest", NAMES)
def test_names_of_every_script_stay(honest):
    assert safe(honest) == visible(honest) == honest


def test_a_line_is_short_whatever_comes():
    assert len(safe("x" * 10**6)) == 400
    assert safe("a\nb\tc") == "a b c"


def test_logs_and_their_tracebacks_are_visible(capfd):
    before, formatted = logging.getLogRecordFactory(), logging.Formatter.formatException
    try:
        keep_logs_visible()
        keep_logs_visible()
        logger = logging.getLogger("of a submission")
        handler = logging.StreamHandler(sys.stderr)
        logger.addHandler(handler)
        try:
            raise ValueError(f"{CLEAR}{TURNED}")
        except ValueError:
            logger.exception("could not read %s", f"{C1}x")
        logger.removeHandler(handler)
    finally:
        logging.setLogRecordFactory(before)
        logging.Formatter.formatException = formatted
    said = capfd.readouterr().err
    assert "could not read" in said and "ValueError" in said
    assert not obeyed(said)


FIELDS = {
    "nbformat": lambda book: book.update(nbformat=CLEAR),
    "minor": lambda book: book.update(nbformat_minor=LINK),
    "cells": lambda book: book.update(cells=C1),
    "celltype": lambda book: book["cells"][0].update(cell_type=CLEAR),
    "gradeid": lambda book: book["cells"][4].setdefault("metadata", {}).update(nbgrader={"grade_id": LINK}),
    "kernel": lambda book: book["metadata"].update(kernelspec={"name": CLEAR, "display_name": TURNED, "language": C1}),
    "source": lambda book: book["cells"].insert(0, code(f"raise ValueError('{TURNED}' + chr(27) + '[2J')")),
    "module": lambda book: book["cells"].insert(0, code(f"import x{TURNED[0]}y")),
}


def code(text):
    return {"cell_type": "code", "source": text, "metadata": {}, "outputs": [], "execution_count": None, "id": "e1"}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("escapes") / "course"
    prepare(folder, REPOSITORY)
    with Course(folder) as made:
        made.generate_assignment(ASSIGNMENT)
    notebook = folder / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    for student, change in FIELDS.items():
        path = hand_in(build(notebook, ["cost"]), folder, student)
        book = json.loads(path.read_text())
        change(book)
        path.write_text(json.dumps(book))
        (path.parent / f"odd{CLEAR}.html").write_text("x")
    hand_in(build(notebook, ["cost"]), folder, "honest")
    with zipfile.ZipFile(folder / f"all{CLEAR}.zip", "w") as archive:
        for name in ("honest{}/x.ipynb", "nobody{}/x.ipynb", "{}_7_assignsubmission_file_/a{}.ipynb"):
            archive.writestr(name.replace("{}", f"{CLEAR}{C1}{TURNED}\n\r"), "{}")
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        for student in FIELDS:
            gradebook.update_or_create_student(student, first_name=f"A{CLEAR}", last_name=f"=1+1{TURNED}")
        gradebook.update_or_create_student("honest", first_name="Ana", last_name="Ruiz")
    return folder


@pytest.mark.slow
def test_no_command_passes_them_on(course):
    for command in (
        ["nbgrader", "autograde", ASSIGNMENT, "--student", "nbformat"],
        ["nbgrader", "autograde", ASSIGNMENT, "--student", "source"],
        ["dlgrader", "autograde", ASSIGNMENT],
        ["dlgrader", "report", ASSIGNMENT],
        ["dlgrader", "report", ASSIGNMENT, "--csv", "-"],
        ["dlgrader", "report", ASSIGNMENT, "--json", "-"],
        ["dlgrader", "export", ASSIGNMENT, "--to", "grades.csv"],
        ["dlgrader", "salvage", ASSIGNMENT, "--student", "cells"],
        ["nbgrader", "generate_feedback", ASSIGNMENT],
        ["dlgrader", "collect", f"all{CLEAR}.zip", ASSIGNMENT],
        ["dlgrader", "collect", f"none{LINK}", ASSIGNMENT],
        ["dlgrader", "roster", f"all{CLEAR}.zip"],
    ):
        done = subprocess.run([sys.executable, "-m", *command], cwd=course, capture_output=True, timeout=300)
        said = (done.stdout + done.stderr).decode("utf-8")
        assert not obeyed(said), (command, [line for line in said.splitlines() if obeyed(line)][:3])
        assert "Traceback" not in said, (command, said[-1500:])
    grades = (course / "grades.csv").read_text()
    assert not obeyed(grades) and "honest" in grades
    assert not obeyed(said)
