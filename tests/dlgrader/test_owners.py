"""Whose a file is: the outermost name that the platform wrote decides, and nothing that a student chose further in."""

import io
import zipfile
from datetime import datetime

import pytest
from dlgrader.collecting.archives import ArchiveError
from dlgrader.collecting.collect import collect
from dlgrader.collecting.names import Known

NAME = "implementing-backpropagation"
EARLY = (2026, 1, 2, 3, 4, 6)
ANA = Known("s001", "Ana", "Souza", "ana@example.org", "340934")
BOB = Known("s002", "Bob", "Stone", "bob@example.org", "334244")
BOTH = [ANA, BOB]
MOODLE = "{}_{}_assignsubmission_file_"
BOBS = MOODLE.format("Bob Stone", 7)


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as opened:
        for name, data in files.items():
            opened.writestr(zipfile.ZipInfo(name, EARLY), data)
    return out.getvalue()


def taken(tmp_path, files, known=BOTH, name="all.zip"):
    """({id: what counts now}, the result)"""
    (tmp_path / name).write_bytes(zipped(files))
    result = collect(tmp_path / name, tmp_path / "course", NAME, known)
    paths = (tmp_path / "course").glob(f"submitted/*/{NAME}/{NAME}.ipynb")
    return {path.parts[-3]: path.read_bytes() for path in paths}, result


FURTHER_IN = {
    "a folder as Moodle names one": {f"{BOBS}/w.ipynb": b"ana"},
    "a file as Moodle names one": {f"{BOBS}w.ipynb": b"ana"},
    "a file with the other's id": {"s002.ipynb": b"ana"},
    "a folder with the other's id": {"s002/w.ipynb": b"ana"},
    "a folder as Canvas names a file": {"stonebob_334244_20_w.ipynb": b"ana"},
    "a zip named after the other": {"s002.zip": zipped({"w.ipynb": b"ana"})},
    "a zip with a folder as Moodle's": {"w.zip": zipped({f"{BOBS}/w.ipynb": b"ana"})},
    "a folder as Brightspace's": {"1-2 - Bob Stone - Jan 9, 2026 304 PM/w.ipynb": b"ana"},
    "a folder as the exchange's": {f"s002+{NAME}+2026-01-09 10:00:00 UTC+x/w.ipynb": b"ana"},
    "Gradescope's metadata": {"submission_metadata.yml": b"submission_1:\n  :submitters:\n  - :sid: s002\n",
                              "submission_1/w.ipynb": b"ana"},
    "the other's e-mail address": {"bob@example.org/w.ipynb": b"ana"},
    "the other's name, in capitals": {"BOB STONE/w.ipynb": b"ana"},
}  # fmt: skip


@pytest.mark.parametrize(
    "top", ["Ana Souza_11_assignsubmission_file_", "s001", "101-9 - Ana Souza - Oct 9, 2026 1105 PM"]
)
@pytest.mark.parametrize("inside", FURTHER_IN.values(), ids=FURTHER_IN)
def test_what_a_student_chose_further_in_decides_nothing(tmp_path, top, inside):
    got, _ = taken(tmp_path, {f"{top}/{name}": data for name, data in inside.items()})
    assert got == {"s001": b"ana"}


@pytest.mark.parametrize("inside", FURTHER_IN.values(), ids=FURTHER_IN)
@pytest.mark.parametrize("top", ["Robin Guest_11_assignsubmission_file_", "Robin Guest"])
def test_an_unknown_students_work_is_nobodys_whatever_is_in_it(tmp_path, top, inside):
    """Alone, with Bob's own work beside it, and with that of others: Bob's stays what it was."""
    robins = {f"{top}/{name}": data for name, data in inside.items()}
    got, result = taken(tmp_path, robins)
    assert got == {}
    assert result.status == 3
    own = f"{BOBS}/w.ipynb" if "_" in top else "s002/w.ipynb"
    got, result = taken(tmp_path, robins | {own: b"bob"})
    assert got == {"s002": b"bob"}
    assert result.unknown
    got, _ = taken(tmp_path, robins)  # and nothing replaces what is there
    assert got == {"s002": b"bob"}


NOBODYS = {
    "two folders of one student": {"s001/w.ipynb": b"1", "Ana Souza/w.ipynb": b"2"},
    "two spellings of one id": {"s001/w.ipynb": b"1", "S001/w.ipynb": b"2"},
    "two people of one name": {f"{MOODLE.format('Ana Souza', k)}/w.ipynb": b"x" for k in (1, 2)},
    "an id as part of a longer one": {"s0011/w.ipynb": b"x"},
    "an id as part of a name": {"guest s001/w.ipynb": b"x"},
    "a look-alike: Cyrillic": {"\u0405001/w.ipynb": b"x", "\u0455001.ipynb": b"y"},
    "a look-alike: full width": {"\uff53\uff10\uff10\uff11/w.ipynb": b"x"},
    "both partners in a loose file's name": {"backprop_s001_s002.ipynb": b"x"},
    "somebody else in a loose file's name": {"robin_s001.ipynb": b"x"},
    "a name with Ana's in it": {MOODLE.format("Marie-Ana Souza", 4) + "/w.ipynb": b"x"},
    "marked blind in Moodle": {MOODLE.format("Participant", 4) + "/s001.ipynb": b"x"},
    "marked blind in Canvas": {"anon_aB3dE_208490284_s001.ipynb": b"x"},
    "Canvas's number and name of two": {"stonebob_340934_208490284_w.ipynb": b"x"},
    "a word behind the number": {"guestrobin_5_6_souzaana_340934_7_w.ipynb": b"x"},
    "another's id behind a name": {"Souza_Ana_s002/w.ipynb": b"x"},
    "an id and somebody unknown": {"Guest_Robin_s001/w.ipynb": b"x"},
    "a blind assignment": {"Participant_419999_assignsubmission_file_/w.ipynb": b"x"},
    "two names": {"Bob Stone for Ana Souza/w.ipynb": b"x"},
    "an unknown one with somebody in it": {"Robin/s001/w.ipynb": b"x"},
}


@pytest.mark.parametrize("files", NOBODYS.values(), ids=NOBODYS)
def test_what_fits_nobody_or_two_waits_for_a_person(tmp_path, files):
    got, result = taken(tmp_path, files)
    assert got == {}
    assert len(result.unknown) == len(files)
    assert result.status == 3


def test_names_equal_without_accents_are_of_two_people(tmp_path):
    known = [Known("s1", "Ana", "Müller"), Known("s2", "Ana", "Muller")]
    got, result = taken(tmp_path, {"Ana Muller/w.ipynb": b"x", "s1/w.ipynb": b"1"}, known)
    assert got == {"s1": b"1"}
    assert "s1 or s2" in result.unknown["Ana Muller/w.ipynb"]


def test_vowel_signs_are_letters(tmp_path):
    known = [Known("s1", "कुमल", "राय")]
    assert taken(tmp_path, {"कमल राय/w.ipynb": b"x"}, known)[0] == {}
    assert taken(tmp_path, {"कुमल राय/w.ipynb": b"y"}, known)[0] == {"s1": b"y"}


FOUND = {
    "a folder around all": {"class/s001/w.ipynb": b"1", "class/s002/w.ipynb": b"2"},
    "groups of the class": {"A/s001/w.ipynb": b"1", "A/s002/w.ipynb": b"2"},
    "nbgrader's own tree": {f"submitted/s001/{NAME}/{NAME}.ipynb": b"1", f"submitted/s002/{NAME}/x.ipynb": b"2"},
    "Moodle, flat": {MOODLE.format("Ana Souza", 1) + "a.ipynb": b"1", MOODLE.format("Bob Stone", 2) + "b.ipynb": b"2"},
    "Moodle, teams": {MOODLE.format("Team 1-Ana Souza", 1) + "/a.ipynb": b"1",
                      MOODLE.format("Team 1-Bob Stone", 2) + "/a.ipynb": b"2"},
    "OpenOlat": {"Souza_Ana_s001/1_Drop/w.ipynb": b"1", "Stone_Bob_s002/1_Drop/w.ipynb": b"2"},
    "Sakai": {"HW 3/Souza, Ana(s001)/Submission attachment(s)/w.ipynb": b"1", "HW 3/grades.csv": b"",
              "HW 3/Stone, Bob(s002)/Submission attachment(s)/w.ipynb": b"2"},
    "Stud.IP": {"Souza_Ana_s001.zip": zipped({"w.ipynb": b"1"}), "Stone_Bob_s002.zip": zipped({"w.ipynb": b"2"})},
    "Teams": {"Submitted files/Ana Souza/HW/Version 1/w.ipynb": b"1",
              "Submitted files/Bob Stone/HW/Version 1/w.ipynb": b"2"},
    "Moodle with ids": {"s001_Ana Souza_11_assignsubmission_file_/w.ipynb": b"1",
                        MOODLE.format("Bob Stone s002", 2) + "/b.ipynb": b"2"},
    "marks of a script's direction": {"\u200fs001/w.ipynb": b"1", "s002./w.ipynb": b"2"},
    "Blackboard": {"HW 3_s001_attempt_2026-01-02-10-00-00_w.ipynb": b"1",
                   "HW 3_s001_attempt_2026-01-02-10-00-00.txt": b"",
                   "HW 3_s002_attempt_2026-01-02-11-00-00_s001.ipynb": b"2"},
    "Brightspace, flat": {"1-2 - Ana Souza - Jan 2, 2026 304 AM - w.ipynb": b"1",
                          "2-2 - Bob Stone - Jan 2, 2026 304 AM - w.ipynb": b"2"},
    "loose files": {"backprop_s001.ipynb": b"1", "Bob Stone.ipynb": b"2"},
    "capitals and points": {"S001/w.ipynb": b"1", "Stone, Bob/w.ipynb": b"2"},
}  # fmt: skip


@pytest.mark.parametrize("files", FOUND.values(), ids=FOUND)
def test_every_layout_finds_its_students(tmp_path, files):
    got, result = taken(tmp_path, files)
    assert got == {"s001": b"1", "s002": b"2"}
    assert result.unknown == {}


def test_one_single_student_in_a_folder_with_the_archives_name(tmp_path):
    assert taken(tmp_path, {"hw3/s001/w.ipynb": b"1"}, name="hw3.zip")[0] == {"s001": b"1"}


def test_an_assignment_called_like_a_student(tmp_path):
    """The folder with the assignment's name is no student's; whoever has this name is found by Moodle's word."""
    known = [*BOTH, Known(NAME, "Implementing", "Backpropagation")]
    got, _ = taken(tmp_path, {f"{NAME}/s001/w.ipynb": b"1"}, known)
    assert got == {"s001": b"1"}
    got, _ = taken(tmp_path, {MOODLE.format("Implementing Backpropagation", 3) + "/w.ipynb": b"3"}, known)
    assert got == {"s001": b"1", NAME: b"3"}


def test_a_group_of_gradescope_hands_in_for_each_of_them(tmp_path):
    told = b"submission_1:\n  :submitters:\n  - :name: Ana Souza\n  - :sid: s002\n  - :name: Robin Guest\n"
    got, result = taken(tmp_path, {"x/submission_metadata.yml": told, "x/submission_1/w.ipynb": b"g"}, name="x.zip")
    assert got == {"s001": b"g", "s002": b"g"}
    assert "Robin Guest" in result.unknown["x/submission_1"]


def test_a_path_that_leads_out_is_refused_whole(tmp_path):
    with pytest.raises(ArchiveError, match="leads out"):
        taken(tmp_path, {"s001/w.ipynb": b"1", "s001/../s002/w.ipynb": b"2"})
    assert not (tmp_path / "course").exists()


def test_a_zip_in_a_zip_in_a_zip_stays_closed_and_is_named(tmp_path):
    inner = zipped({"s002.zip": zipped({"w.ipynb": b"x"})})
    got, result = taken(tmp_path, {"s001/a.zip": inner})
    assert got == {}
    assert "s002.zip is a zip archive" in result.nothing["s001"]


def test_an_id_that_no_folder_can_have(tmp_path):
    got, result = taken(tmp_path, {"Ana Souza/w.ipynb": b"x"}, [Known("../s002", "Ana", "Souza")])
    assert got == {}
    assert list(result.unknown.values()) == ["no folder can be called ../s002"]
    assert not list(tmp_path.rglob("w.ipynb"))


WHOLE = b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}'


@pytest.mark.parametrize(
    ("name", "data", "is_one"),
    [
        ("w.ipynb.json", WHOLE, True),
        ("w.ipynb.txt", b"\xef\xbb\xbf" + WHOLE, True),
        ("w.json", WHOLE, True),
        ("w", WHOLE, True),
        ("W.IPYNB", b"whatever", True),
        ("w.ipynb.txt", WHOLE[:30], True),  # damaged, and meant as one
        ("w.json", b'{"cells": 3}', False),
        ("w.txt", WHOLE[:30], False),
        ("w.ipynb.html", b"<!DOCTYPE html><html>", False),
    ],
)
def test_content_decides_what_a_notebook_is(tmp_path, name, data, is_one):
    got, result = taken(tmp_path, {f"s001/{name}": data})
    assert got == ({"s001": data} if is_one else {})
    assert (name in result.nothing.get("s001", "")) is not is_one


def test_what_lies_beside_a_notebook_is_named(tmp_path):
    _, result = taken(tmp_path, {"s001/w.ipynb": b"x", "s001/activations.py": b"", "s001/.DS_Store": b""})
    assert result.beside == {"s001": ["activations.py"]}


def late(tmp_path, files, times=None, zone="UTC", known=BOTH):
    (tmp_path / "all.zip").write_bytes(zipped(files))
    due = datetime(2026, 1, 2, 10, 0, 0)
    if times is not None:
        (tmp_path / "times.csv").write_text(times, encoding="utf-8")
        times = tmp_path / "times.csv"
    result = collect(tmp_path / "all.zip", tmp_path / "course", NAME, known, due, (), times, zone)
    return result, {p.parts[-3]: p.read_text() for p in (tmp_path / "course").glob("submitted/*/*/timestamp.txt")}


@pytest.mark.parametrize(
    ("name", "is_late", "stamp"),
    [
        ("1-2 - Ana Souza - Jan 2, 2026 1001 AM/w.ipynb", True, "2026-01-02 10:01:00 UTC"),
        ("1-2 - Ana Souza - 2 January, 2026 9:59 AM/w.ipynb", False, "2026-01-02 09:59:00 UTC"),
        ("HW_s001_attempt_2026-01-02-10-00-01_w.ipynb", True, "2026-01-02 10:00:01 UTC"),
        ("Souza_Ana_s001_9/20260102100001_w.ipynb", True, "2026-01-02 10:00:01 UTC"),
        (f"s001+{NAME}+2026-01-02 09:00:00 UTC+r/w.ipynb", False, "2026-01-02 09:00:00 UTC"),
        ("souzaana_LATE_340934_5_w.ipynb", True, None),
        ("souzaana_340934_5_LATE.ipynb", False, None),
        ("s001/20260109100001_w.ipynb", False, None),
        ("Ana Souza_3_assignsubmission_file_/LATE 2026-01-09-10-00-00.ipynb", False, None),
    ],
)
def test_a_time_is_taken_only_from_where_the_platform_says_it(tmp_path, name, is_late, stamp):
    result, stamps = late(tmp_path, {name: b"x"})
    assert list(result.students) == ["s001"]
    assert result.late == (["s001"] if is_late else [])
    assert stamps == ({"s001": stamp} if stamp else {})
    assert result.untimed == ([] if stamp else ["s001"])


def test_nbgraders_own_stamp_is_kept(tmp_path):
    files = {f"s001/{NAME}/w.ipynb": b"x", f"s001/{NAME}/timestamp.txt": b"2026-01-02 11:00:00 UTC\n"}
    result, stamps = late(tmp_path, files)
    assert result.late == ["s001"]
    assert stamps == {"s001": "2026-01-02 11:00:00 UTC"}


def test_times_in_a_table(tmp_path):
    files = {"s001/w.ipynb": b"a", "s002/w.ipynb": b"b"}
    result, _ = late(tmp_path, files)
    assert result.untimed == ["s001", "s002"]
    result, stamps = late(tmp_path, files, "id,time\ns001,2026-01-02 10:30\nBob Stone,2026-01-02 10:30+01:00\n")
    assert result.late == ["s001"]
    assert stamps == {"s001": "2026-01-02 10:30:00 UTC", "s002": "2026-01-02 09:30:00 UTC"}
    result, stamps = late(tmp_path, files)  # what was known stays known
    assert result.late == ["s001"]
    assert len(stamps) == 2


@pytest.mark.parametrize(
    ("header", "when"),
    [
        ("Identifier,Full name,Email address,Last modified (submission)", '"Friday, 2 January 2026, 12:30 PM"'),
        ("ID der Bewertung;Vollständiger Name;Zuletzt geändert (Abgabe)", "Freitag, 2. Januar 2026, 12:30"),
        ("Identifiant,Nom complet,Dernière modification (travail remis)", '"vendredi 2 janvier 2026, 12:30"'),
        ("Identificador,Nombre completo,Última modificación (entrega)", '"viernes, 2 de enero de 2026, 12:30"'),
    ],
)
def test_moodles_grading_worksheet(tmp_path, header, when):
    """By the number in the folder, also where the name is written otherwise."""
    comma = ";" if ";" in header else ","
    row = comma.join(["Participant 419", "Somebody Else", "x@example.org"][: header.count(comma)])
    files = {MOODLE.format("Ana Souza", 419) + "/w.ipynb": b"x"}
    result, stamps = late(tmp_path, files, f"\ufeff{header}\n{row}{comma}{when}\n", zone="Europe/Berlin")
    assert stamps == {"s001": "2026-01-02 11:30:00 UTC"}
    assert result.late == ["s001"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("id,when\ns001,2026-01-02 10:30\n", "a column for the student"),
        ("id,time\ns001,soon\n", "line 2: 'soon' is no time"),
        ("id,time\ns001,1/2/2026 10:30\n", "is no time"),
        ("id,time\ns009,2026-01-02 10:30\n", "line 2: 's009' is nobody in the gradebook"),
        ("id,time\ns001,2026-01-02 10:30\ns001,2026-01-03 10:30\n", "line 3: s001 has two times"),
        ("", "is empty"),
    ],
)
def test_a_table_of_times_that_cannot_be_used_is_refused_whole(tmp_path, table, said):
    with pytest.raises(ArchiveError, match=said):
        late(tmp_path, {"s001/w.ipynb": b"x"}, table)
    assert not (tmp_path / "course").exists()


def test_a_zone_that_is_none(tmp_path):
    with pytest.raises(ArchiveError, match="no time zone Mars"):
        late(tmp_path, {"s001/w.ipynb": b"x"}, zone="Mars")


def test_attempts_count_by_the_platforms_words(tmp_path):
    files = {f"1-2 - Ana Souza - Jan {day}, 2026 304 AM/w.ipynb": b"%d" % day for day in (9, 12, 3)}
    files |= {f"stonebob_334244_{number}_w.ipynb": b"%d" % number for number in (31, 208, 99)}
    got, result = taken(tmp_path, files)
    assert got == {"s001": b"12", "s002": b"208"}
    assert "the newest counts" in result.students["s001"]
    assert "the last upload counts" in result.students["s002"]
