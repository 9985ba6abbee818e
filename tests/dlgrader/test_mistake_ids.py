"""Ids of mistakes are short, and docs/report-json.md lists every one."""

import pytest
from entries import documented, mistakes, small_sample


def test_the_page_is_fresh(capsys):
    assert mistakes.main(["--check"]) == 0, capsys.readouterr().err


def test_an_id_is_no_sentence():
    ids = mistakes.mistake_ids()
    assert len(ids) > 500
    for one in ids:
        assert mistakes.ID.fullmatch(one), one
        assert not one.endswith((".", "?", "!")) and ": " not in one, one


def test_what_the_bank_expects_is_listed():
    for _, entry in small_sample():
        if getattr(entry, "mistake", None):
            assert documented(entry.mistake), entry.mistake


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('Check(name, False, tested, "1", "2", said, "an id")', ["an id"]),
        ('check.mistake = "one" if x else "two"', ["one", "two"]),
        ('check.mistake, check.message = "an id", "some words"', ["an id"]),
        ('TABLE = [("an id", "some words of it", lambda z: z)]', ["an id"]),
        ('tries["an id", "some words of it"] = 1', ["an id"]),
        ('tries = {("an id", f"{name} has words"): 1}', ["an id"]),
        ('FLAT = ("an id", "some words of it")', ["an id"]),
        ('def fault(self, got):\n    return "an id" if got else None', ["an id"]),
        ('x = ("no id", 3)\ny = ["no id", "some words of it"]\nreturn_ = f("no id", "some words of it")', []),
    ],
)
def test_an_id_is_found_where_it_stands(tmp_path, code, found):
    (tmp_path / "made_up.py").write_text(code)
    assert mistakes.mistake_ids([tmp_path]) == found
