"""Collecting: plain folders, Moodle's download, several attempts, late ones, nobody's; hostile archives are refused."""

import stat
import zipfile
from datetime import datetime
from pathlib import Path, PurePosixPath

import pytest
from dlgrader.collecting.archives import ArchiveError, unpack
from dlgrader.collecting.collect import collect
from dlgrader.collecting.names import Known, Students, safe_id

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
    assert result.unknown == ["Nobody Known_7_assignsubmission_file_/x.ipynb"]
    assert result.late == ["s002"]
    assert result.status == 3
    assert (tmp_path / "submitted/s001" / NAME / "timestamp.txt").read_text() == "2026-01-02 03:04:06 UTC"


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
    assert "2 notebooks" in result.students["s001"]


def test_a_link_in_a_folder_is_not_followed(tmp_path):
    (tmp_path / "secret.ipynb").write_bytes(b"the gradebook")
    (tmp_path / "in/s001").mkdir(parents=True)
    (tmp_path / "in/s001/work.ipynb").symlink_to(tmp_path / "secret.ipynb")
    assert collect(tmp_path / "in", tmp_path, NAME, [AMARA]).students == {}
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


def test_without_a_gradebook_every_name_becomes_an_id():
    students = Students([], NAME)
    assert students.find(PurePosixPath(f"Zoë Ba_1_assignsubmission_file_/{NAME}.ipynb")) == "Zoë-Ba"
    assert students.find(PurePosixPath(f"s009/{NAME}.ipynb")) == "s009"
    assert students.find(PurePosixPath(f"{NAME}.ipynb")) is None


def test_two_students_with_one_name_are_nobodys():
    twins = [Known("s1", "Ana", "Souza"), Known("s2", "Ana", "Souza")]
    assert Students(twins, NAME).find(PurePosixPath("Ana Souza_5_assignsubmission_file_/x.ipynb")) is None


def test_a_path_of_any_length_is_read():
    assert Students([AMARA], NAME).find(PurePosixPath("/".join(["a"] * 500) + "/s001/x.ipynb")) == "s001"


def test_the_command(tmp_path, capsys):
    from dlgrader.commands.collect import run

    course = Path(__file__).resolve().parents[2]
    assert run(tmp_path / "nothing.zip", NAME, course) == 1
    assert "does not exist" in capsys.readouterr().err
    assert run(tmp_path, NAME, tmp_path) == 1
    assert "no course folder" in capsys.readouterr().err
