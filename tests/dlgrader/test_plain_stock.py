"""The same small class through stock nbgrader and through ours: every difference in points is one that is listed."""

import importlib.util
import sys

import pytest
from gradebook_rows import REPOSITORY


def benchmark():
    spec = importlib.util.spec_from_file_location("plain_benchmark", REPOSITORY / "benchmarks" / "plain.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclass asks for it
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_points_are_those_of_stock_but_for_what_is_listed(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(REPOSITORY / "benchmarks")
    plain = benchmark()
    monkeypatch.setattr(plain, "OURS", plain.OURS.replace('["pandas"]', "[]"))
    _, differences = plain.compare(tmp_path, "arrays", len(plain.KINDS))
    assert set(differences) == {kind for kind, why in plain.KINDS.items() if why}
    assert {kind: ours for kind, (_, ours) in differences.items()} == {
        "warns": 5, "copied a test": 5, "lost the metadata": 5, "patches": 1, "transforms": 1,
    }  # fmt: skip
