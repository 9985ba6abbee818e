"""Collecting: plain folders, Moodle's download, several attempts, late ones, nobody's; hostile archives are refused."""

import os
import stat
import struct
import sys
import time
import warnings
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from dlgrader.collecting.archives import ArchiveError, unpack
from dlgrader.collecting.collect import collect
from dlgrader.collecting.names import Known, safe_id

NAME = "implementing-backpropagation"
EARLY = (2026, 1, 2, 3, 4, 6)
AMARA = Known("s001", "Amara", "Okafor", "amara@example.org")
LUCIA = Known("s002", "Lucía", "Fernández", "", "887")


def archive(path, files):
    """A zip with {name: (bytes, (year, month, day, hour, minute, second))}."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, (data, time) in files.items():
            opened.writestr(zipfile.ZipInfo(name, time), data, zipfile.ZIP_DEFLATED)
    return path


def collected(course, student):
    return (course / "submitted" / student / NAME / f"{NAME}.ipynb").read_bytes()


def test_moodles_download(tmp_path):
    zipped = archive(
        tmp_path / "all.zip",
        {
            "Amara Okafor_1234_assignsubmission_file_/implementing-backpropagation (1).ipynb": (
                b"a",
                EARLY,
            ),
            "Lucia Fernandez_99_assignsubmission_file_work.ipynb": (b"l", (2026, 1, 5, 3, 4, 6)),
            "Nobody Known_7_assignsubmission_file_/x.ipynb": (b"n", EARLY),
        },
    )
    result = collect(zipped, tmp_path, NAME, [AMARA, LUCIA], datetime(2026, 1, 3))
    assert collected(tmp_path, "s001") == b"a"
    assert collected(tmp_path, "s002") == b"l"
    assert list(result.unknown) == ["Nobody Known_7_assignsubmission_file_/x.ipynb"]
    assert (result.late, result.untimed) == ([], ["s001", "s002"])  # the archive's times are the download's
    assert result.status == 3
    assert not list(tmp_path.rglob("timestamp.txt"))


def test_the_newest_attempt_counts_and_the_others_are_kept(tmp_path):
    zipped = archive(
        tmp_path / "all.zip",
        {
            "s001/implementing-backpropagation.ipynb": (b"old", EARLY),
            "s001/again/implementing-backpropagation (2).ipynb": (b"new", (2026, 1, 9, 3, 4, 6)),
        },
    )
    result = collect(zipped, tmp_path, NAME, [AMARA])
    assert collected(tmp_path, "s001") == b"new"
    kept = list((tmp_path / "downloaded" / NAME / "older/s001").iterdir())
    assert [path.read_bytes() for path in kept] == [b"old"]
    assert "2 notebooks" in result.students["s001"]


def test_an_older_download_does_not_replace_a_newer_attempt(tmp_path):
    new = archive(tmp_path / "new.zip", {"s001/a.ipynb": (b"new", (2026, 1, 9, 3, 4, 6))})
    old = archive(tmp_path / "old.zip", {"s001/a.ipynb": (b"old", EARLY)})
    collect(new, tmp_path, NAME, [AMARA])
    collect(old, tmp_path, NAME, [AMARA])
    assert collected(tmp_path, "s001") == b"new"
    assert "as before" in collect(new, tmp_path, NAME, [AMARA]).students["s001"]


def test_plain_folders(tmp_path):
    for name in ("s001/deep/work.ipynb", "amara@example.org.ipynb"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    result = collect(tmp_path / "in", tmp_path, NAME, [AMARA, LUCIA])
    assert list(result.students) == ["s001"]
    assert collected(tmp_path, "s001") == b"s001/deep/work.ipynb"
    assert list(result.unknown) == ["amara@example.org.ipynb"]  # beside folders a loose file's name decides nothing


def test_a_link_in_a_folder_is_not_followed(tmp_path):
    (tmp_path / "secret.ipynb").write_bytes(b"the gradebook")
    (tmp_path / "in/s001").mkdir(parents=True)
    (tmp_path / "in/s001/work.ipynb").symlink_to(tmp_path / "secret.ipynb")
    (tmp_path / "in/s002").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "in/s001/pipe.ipynb")
    result = collect(tmp_path / "in", tmp_path, NAME, [AMARA])
    assert result.students == {}
    why = "it is a link or a device"
    assert result.refused == {"s001/pipe.ipynb": why, "s001/work.ipynb": why, "s002": why}
    assert result.status == 3
    assert not (tmp_path / "submitted").exists()


def test_a_zip_within_the_download_is_opened(tmp_path):
    inner = archive(tmp_path / "w.zip", {"work.ipynb": (b"inside", EARLY)})
    zipped = archive(tmp_path / "all.zip", {"s001/work.zip": (inner.read_bytes(), EARLY)})
    collect(zipped, tmp_path, NAME, [AMARA])
    assert collected(tmp_path, "s001") == b"inside"


def test_whoever_handed_in_no_notebook_is_named(tmp_path):
    zipped = archive(tmp_path / "all.zip", {"s001/work.pdf": (b"%PDF", EARLY)})
    result = collect(zipped, tmp_path, NAME, [AMARA])
    assert "work.pdf" in result.nothing["s001"]
    assert result.status == 3


def test_an_unknown_student_without_a_notebook_is_listed_too(tmp_path):
    files = {
        "Nobody Known_7_assignsubmission_file_/report.pdf": (b"%PDF", EARLY),
        "Text Only_8_assignsubmission_onlinetext_/onlinetext.html": (b"<p>", EARLY),
        "Else_9_assignsubmission_file_/x.ipynb": (b"n", EARLY),
        "Else_9_assignsubmission_file_/data.csv": (b"1", EARLY),
        "s001/work.ipynb": (b"a", EARLY),
    }
    result = collect(archive(tmp_path / "all.zip", files), tmp_path, NAME, [AMARA])
    first, second, third, *_ = files
    assert sorted(result.unknown) == sorted([first, second, third])


def test_a_download_of_many_files_is_read_in_one_pass(tmp_path, monkeypatch):
    looked = []
    monkeypatch.setattr("dlgrader.collecting.owners.claims", lambda level: looked.append(len(level.folders)) or {})
    files = {f"s{k:03d}/x.txt": (b"", EARLY) for k in range(50)}
    collect(archive(tmp_path / "all.zip", files), tmp_path, NAME, [AMARA])
    assert looked == [50]


@pytest.mark.parametrize(
    "name", ["../out.ipynb", "s001/../../out.ipynb", "/etc/out.ipynb", "..\\out.ipynb", "C:\\out.ipynb"]
)
def test_paths_that_lead_out_are_refused(tmp_path, name):
    zipped = archive(tmp_path / "bad.zip", {"s001/a.ipynb": (b"a", EARLY), name: (b"x", EARLY)})
    with pytest.raises(ArchiveError, match="leads out"):
        collect(zipped, tmp_path / "course", NAME, [AMARA])
    assert not (tmp_path / "course").exists()
    assert not (tmp_path / "out.ipynb").exists()


def test_links_and_bombs_are_refused(tmp_path):
    link = zipfile.ZipInfo("s001/a.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as opened:
        opened.writestr(link, "/etc/passwd")
    with pytest.raises(ArchiveError, match="link"):
        unpack(tmp_path / "link.zip", tmp_path / "l")
    archive(tmp_path / "bomb.zip", {"s001/a.ipynb": (b"0" * 50_000_000, EARLY)})
    with pytest.raises(ArchiveError, match="grows"):
        unpack(tmp_path / "bomb.zip", tmp_path / "b")
    assert not (tmp_path / "b").exists()


def test_an_encrypted_archive_is_refused_in_words(tmp_path):
    data = bytearray(archive(tmp_path / "a.zip", {"s001/work.ipynb": (b"x", EARLY)}).read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(ArchiveError, match=r"a\.zip is refused: 's001/work\.ipynb' is encrypted\."):
        unpack(tmp_path / "a.zip", tmp_path / "out")


def test_what_is_no_archive_is_refused(tmp_path):
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(ArchiveError, match="neither"):
        collect(tmp_path / "x.zip", tmp_path, NAME, [])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ('<img src=x onerror="alert(1)">', "img-src-x-onerror-alert-1"),
        ("أمينة بن علي", "أمينة-بن-علي"),
        ("..", ""),
        ("../../etc", "etc"),
        ("O'Brien, Pat", "O-Brien-Pat"),
    ],
)
def test_new_ids_are_harmless(name, expected):
    assert safe_id(name) == expected


def test_without_a_gradebook_every_name_becomes_an_id(tmp_path):
    names = [f"Zoë Ba_1_assignsubmission_file_/{NAME}.ipynb", f"s009/{NAME}.ipynb", f"{NAME}.ipynb"]
    for k, (name, expected) in enumerate(zip(names, (["Zoë-Ba"], ["s009"], []), strict=True)):
        result = collect(archive(tmp_path / f"{k}.zip", {name: (b"x", EARLY)}), tmp_path / str(k), NAME, [])
        assert list(result.students) == expected


def test_two_students_with_one_name_are_nobodys(tmp_path):
    twins = [Known("s1", "Ana", "Souza"), Known("s2", "Ana", "Souza")]
    zipped = archive(tmp_path / "a.zip", {"Ana Souza_5_assignsubmission_file_/x.ipynb": (b"x", EARLY)})
    result = collect(zipped, tmp_path, NAME, twins)
    assert result.unknown == {"Ana Souza_5_assignsubmission_file_/x.ipynb": "Ana Souza may be s1 or s2"}
    assert result.students == {}


def test_a_path_of_any_length_is_read(tmp_path):
    files = {"/".join(["a"] * 500) + "/s001/x.ipynb": (b"x", EARLY), "s001/" + "/".join(["b"] * 500): (b"y", EARLY)}
    zipped = archive(tmp_path / "a.zip", files)
    assert list(collect(zipped, tmp_path, NAME, [AMARA]).unknown) == list(files)[:1]


def test_the_command(tmp_path, capsys):
    from dlgrader.cli.collect import run

    course = Path(__file__).resolve().parents[2]
    assert run(tmp_path / "nothing.zip", NAME, course) == 1
    assert "does not exist" in capsys.readouterr().err
    assert run(tmp_path, NAME, tmp_path) == 1
    assert "no course folder" in capsys.readouterr().err


def test_two_people_of_one_name_never_replace_each_other(tmp_path):
    """Moodle tells them apart by a number alone."""
    zipped = archive(
        tmp_path / "all.zip",
        {f"Ana Souza_{number}_assignsubmission_file_/w.ipynb": (b"x%d" % number, EARLY) for number in (7, 8)},
    )
    for known in ([], [Known("s1", "Ana", "Souza")]):
        result = collect(zipped, tmp_path, NAME, known)
        assert len(result.unknown) == 2
        assert result.students == {}
        assert result.status == 3


def test_the_newest_notebook_of_the_assignment_counts_whatever_its_name(tmp_path):
    mine = b'{"source": "def forward(X):"}'
    zipped = archive(
        tmp_path / "all.zip",
        {
            f"s001/{NAME}.ipynb": (b"old", EARLY),
            "s001/final final.ipynb": (mine, (2026, 1, 8, 3, 4, 6)),
            "s001/02-neurons.ipynb": (b"a lecture", (2026, 1, 9, 3, 4, 6)),
        },
    )
    collect(zipped, tmp_path, NAME, [AMARA], marks=[b"def forward(", b"check.forward(", b"def cost("])
    assert collected(tmp_path, "s001") == mine


def test_a_lectures_notebook_is_not_taken_for_the_assignment(tmp_path):
    mine, lecture = b"def forward( def cost( check.cost(", b"def forward( check.lecture_08.forward("
    files = {"s001/w.ipynb": (mine, EARLY), "s001/08.ipynb": (lecture, (2026, 1, 9, 1, 1, 1))}
    zipped = archive(tmp_path / "all.zip", files)
    collect(zipped, tmp_path, NAME, [AMARA], marks=[b"def forward(", b"check.cost(", b"def cost("])
    assert collected(tmp_path, "s001") == mine


def test_names_of_every_kind_stay_in_the_course(tmp_path):
    names = ['<img src=x onerror="alert(1)">', "أمينة بن علي", "O'Brien, Pat", "a" * 300, "....", "=cmd()", "con"]
    zipped = archive(
        tmp_path / "all.zip",
        {f"{name}_{k}_assignsubmission_file_/w.ipynb": (name.encode(), EARLY) for k, name in enumerate(names)},
    )
    course = tmp_path / "course"
    result = collect(zipped, course, NAME, [])
    files = sorted(path for path in tmp_path.rglob("*.ipynb"))
    assert all(path.is_relative_to(course / "submitted") for path in files)
    assert len(files) + len(result.unknown) == len(names)
    assert "أمينة-بن-علي" in result.students
    assert not any(set(student) & set("<>\"' /=") for student in result.students)


def test_a_mac_writes_its_names_without_saying_how(tmp_path):
    name = "Lucía Fernández/w.ipynb".encode()
    path = tmp_path / "flagless.zip"
    with zipfile.ZipFile(path, "w") as opened:  # Python would set the flag
        opened.writestr(zipfile.ZipInfo("x" * len(name), EARLY), b"l")
    path.write_bytes(path.read_bytes().replace(b"x" * len(name), name))
    result = collect(path, tmp_path, NAME, [LUCIA])
    assert list(result.students) == ["s002"]


def test_times_are_utc_whatever_the_machines_zone(tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Riyadh")
    time.tzset()
    try:
        zipped = archive(tmp_path / "all.zip", {"1-2 - Amara Okafor - Jan 2, 2026 304 AM/w.ipynb": (b"a", EARLY)})
        collect(zipped, tmp_path, NAME, [AMARA])
    finally:
        monkeypatch.undo()
        time.tzset()
    assert (tmp_path / "submitted/s001" / NAME / "timestamp.txt").read_text() == "2026-01-02 00:04:00 UTC"


def test_the_extended_time_stamp_is_believed_first(tmp_path):
    info = zipfile.ZipInfo("s001/w.ipynb", EARLY)
    info.extra = struct.pack("<HHBi", 0x5455, 5, 1, 1_770_000_000)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as opened:
        opened.writestr(info, b"a")
    assert [f"{one.time:%Y-%m-%d %H:%M}" for one in unpack(tmp_path / "all.zip", tmp_path / "u")] == [
        "2026-02-02 02:40"
    ]


def test_a_hostile_archive_within_the_download_is_named(tmp_path):
    inner = archive(tmp_path / "w.zip", {"../../out.ipynb": (b"x", EARLY)})
    zipped = archive(tmp_path / "all.zip", {"s001/w.zip": (inner.read_bytes(), EARLY)})
    result = collect(zipped, tmp_path / "course", NAME, [AMARA])
    assert "leads out" in result.refused["s001/w.zip"]
    assert result.status == 3
    assert not list(tmp_path.rglob("out.ipynb"))


def test_a_damaged_archive_is_refused_whole(tmp_path):
    path = archive(tmp_path / "all.zip", {"s001/w.ipynb": (bytes(range(256)) * 200, EARLY)})
    data = bytearray(path.read_bytes())
    data[60:200] = b"\xff" * 140
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match="no whole zip"):
        collect(path, tmp_path / "course", NAME, [AMARA])
    assert not (tmp_path / "course").exists()


def test_nbgraders_own_zip_collect(tmp_path, monkeypatch):
    """The same care in `nbgrader zip_collect`, by the two plugins."""
    from dlgrader.settings import configure
    from nbgrader.apps import ZipCollectApp
    from traitlets.config import Config

    course = tmp_path / "course"
    place = course / "downloaded" / NAME / "archive"
    place.mkdir(parents=True)
    (course / "release" / NAME).mkdir(parents=True)
    (course / "release" / NAME / f"{NAME}.ipynb").write_text("{}")
    archive(
        place / "all.zip",
        {
            "Ana Souza_7_assignsubmission_file_/w (1).ipynb": (b"old", EARLY),
            "Ana Souza_7_assignsubmission_file_/w (2).ipynb": (b"new", (2026, 1, 9, 3, 4, 6)),
            "Omar Haddad_8_assignsubmission_file_w.ipynb": (b"omar", EARLY),
        },
    )
    config = Config()
    configure(config)
    config.CourseDirectory.root = str(course)
    config.CourseDirectory.assignment_id = NAME
    monkeypatch.chdir(course)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        app = ZipCollectApp(config=config)
        app.initialize([])
        app.start()
    assert collected(course, "Ana-Souza") == b"new"
    assert collected(course, "Omar-Haddad") == b"omar"
    assert not list(course.rglob("timestamp.txt"))  # nbgrader takes late penalties by it, and nobody said when


WEEK = {"one": [b"def f("], "two": [b"def g("]}


def of_week(course, student, notebook):
    path = course / "submitted" / student / NAME / f"{notebook}.ipynb"
    return path.read_bytes() if path.exists() else None


def test_an_assignment_of_several_notebooks(tmp_path):
    front = {"a": "Amara Okafor_1_assignsubmission_file_", "l": "Lucia Fernandez_2_assignsubmission_file_"}
    later = (2026, 1, 5, 3, 4, 6)
    zipped = archive(
        tmp_path / "all.zip",
        {
            f"{front['a']}/one.ipynb": (b"1", EARLY),
            f"{front['a']}/Two (1).ipynb": (b"old 2", EARLY),
            f"{front['a']}/two.ipynb": (b"2", later),
            f"{front['l']}/homework.ipynb": (b"def g(x)", EARLY),
        },
    )
    result = collect(zipped, tmp_path, NAME, [AMARA, LUCIA], notebooks=WEEK)
    assert [of_week(tmp_path, "s001", name) for name in WEEK] == [b"1", b"2"]
    assert [of_week(tmp_path, "s002", name) for name in WEEK] == [None, b"def g(x)"]
    assert result.students["s001"].startswith("one: collected; two: collected; 2 notebooks, the newest")
    assert result.students["s002"] == "two: collected; renamed from homework.ipynb; no one"
    older = [path.read_bytes() for path in (tmp_path / "downloaded").rglob("*.ipynb")]
    assert older == [b"old 2"]
    again = collect(zipped, tmp_path, NAME, [AMARA, LUCIA], notebooks=WEEK)
    assert "as before" in again.students["s001"]
    second = archive(tmp_path / "more.zip", {f"{front['a']}/one.ipynb": (b"newer 1", later)})
    collect(second, tmp_path, NAME, [AMARA], notebooks=WEEK)
    assert [of_week(tmp_path, "s001", name) for name in WEEK] == [b"newer 1", b"2"]
    assert sorted(path.read_bytes() for path in (tmp_path / "downloaded").rglob("*.ipynb")) == [b"1", b"old 2"]


def test_a_notebook_with_another_name_than_the_assignment(tmp_path):
    front = "Amara Okafor_1_assignsubmission_file_"
    zipped = archive(tmp_path / "all.zip", {f"{front}/mine.ipynb": (b"def f(x)", EARLY)})
    result = collect(zipped, tmp_path, NAME, [AMARA], notebooks={"problem": [b"def f("]})
    assert of_week(tmp_path, "s001", "problem") == b"def f(x)"
    assert result.students == {"s001": "collected; renamed from mine.ipynb"}
