"""The course's secret is made once, is readable by its owner alone, and decides the seeds."""

import stat

import pytest
from dlgrader.course.secret import NAME, SecretError, course_secret, submission_seed


def test_the_secret_is_made_once_and_private(tmp_path):
    secret = course_secret(tmp_path)
    assert len(secret) == 32
    assert course_secret(tmp_path) == secret
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_damaged_secret_is_not_replaced(tmp_path):
    (tmp_path / NAME).write_text("abc")
    with pytest.raises(SecretError, match="damaged"):
        course_secret(tmp_path)


def test_seeds_depend_on_secret_and_submission():
    seeds = {submission_seed(bytes([s]) * 32, data) for s in (1, 2) for data in (b"a", b"b")}
    assert len(seeds) == 4
    assert submission_seed(b"1" * 32, b"a") == submission_seed(b"1" * 32, b"a")
    assert all(0 <= seed < 2**63 for seed in seeds)
