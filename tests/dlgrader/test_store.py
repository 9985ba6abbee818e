"""The verdict store believes whole files that it signed, and nothing else."""

import errno
import json
import os

import pytest
from dlgrader.verdicts.store import Store, StoreError, key_of
from dlgrader.verdicts.verdict import QuestionVerdict, Verdict

KEY = "ab" * 32
VERDICT = Verdict("backprop", questions={"cost": QuestionVerdict(2.5, 5, said="ré\ud800")}, seconds=0.1)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path, "backprop", b"secret")


def test_a_verdict_comes_back_the_same(store):
    assert store.get(KEY) is None
    store.put(KEY, VERDICT)
    assert store.get(KEY) == VERDICT
    assert store.notes == []
    assert [path.name for path in store.folder.rglob("*.*")] == [f"{KEY}.json"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: "",
        lambda text: text.replace("2.5", "5"),
        lambda text: json.dumps(json.loads(text)["content"]),
        lambda text: "[" * 100_000,
    ],
)
def test_a_damaged_or_forged_file_is_not_believed(store, damage):
    store.put(KEY, VERDICT)
    store.path(KEY).write_text(damage(store.path(KEY).read_text()))
    assert store.get(KEY) is None
    assert "not believed" in store.notes[0]


def test_a_signed_file_is_worth_nothing_under_another_name_assignment_or_secret(store, tmp_path):
    store.put(KEY, VERDICT)
    content = store.path(KEY).read_bytes()
    others = ((store, "cd" * 32), (Store(tmp_path, "other", b"secret"), KEY), (Store(tmp_path, "backprop", b"no"), KEY))
    for other, key in others:
        other.path(key).parent.mkdir(parents=True, exist_ok=True)
        other.path(key).write_bytes(content)
        assert other.get(key) is None


def test_a_full_disk_is_one_line_and_leaves_the_old_file(store, monkeypatch):
    store.put(KEY, VERDICT)

    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(StoreError, match="disk is full"):
            store.put(KEY, Verdict("backprop"))
    assert store.get(KEY) == VERDICT
    assert not list(store.folder.rglob("*.partial"))


def test_one_grader_at_a_time_and_rests_of_a_killed_one_go(store):
    store.put(KEY, VERDICT)
    rest = store.path(KEY).with_name("x.json.7.partial")
    rest.write_text("half")
    with store.locked():
        assert not rest.exists()
        with pytest.raises(StoreError, match="Another"), Store(store.folder.parents[1], "backprop", b"s").locked():
            pass
    with store.locked():
        pass


def test_the_index_gives_the_latest_verdicts(store):
    store.put(KEY, VERDICT)
    store.save_index({"ada": {"key": KEY, "written": None}, "bob": {"key": "cd" * 32, "written": None}})
    assert store.latest() == {"ada": VERDICT}


def test_every_part_changes_the_key():
    parts = {"checks": "c", "release": b"r", "source": b"s", "limits": {"t": 1}, "unsafe": False, "seed": 1}
    changes = {"checks": "d", "release": b"x", "source": b"y", "limits": {"t": 2}, "unsafe": True, "seed": 2}
    keys = {key_of(b"data", **parts), key_of(b"other", **parts)}
    keys |= {key_of(b"data", **parts | {name: value}) for name, value in changes.items()}
    assert len(keys) == 2 + len(changes)
