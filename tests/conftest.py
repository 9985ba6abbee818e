"""How tests are shared out among workers: those of a file together, those of an entry of a bank together."""

import pytest
from xdist.scheduler import LoadScopeScheduling

# Their tests have the entry in their brackets, and what is found out about it is found out once.
BY_ENTRY = ("tests/dlgrader/test_bank.py", "tests/dlgrader/test_judge.py", "tests/dlgrader/test_round_trip.py")


class ByFileOrEntry(LoadScopeScheduling):
    """Fixtures of a module are made once. xdist's own groups are marks, which an entry of two files cannot share."""

    def _split_scope(self, nodeid):
        file, _, test = nodeid.partition("::")
        return test[test.index("[") :] if file in BY_ENTRY and "[" in test else file


@pytest.hookimpl(optionalhook=True)  # so that `-p no:xdist` runs too
def pytest_xdist_make_scheduler(config, log):
    """Instead of what ``--dist`` says."""
    return ByFileOrEntry(config, log)
