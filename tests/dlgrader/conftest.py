"""Fixtures of the grader's tests."""

import pytest
from reported import make_course


@pytest.fixture(scope="session")
def graded_course(tmp_path_factory):
    """The course of ``reported.make_course``; read it, change nothing."""
    return make_course(tmp_path_factory.mktemp("reported"))
