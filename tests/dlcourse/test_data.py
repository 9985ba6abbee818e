"""The data sets."""

import numpy as np
import pytest

from dlcourse.data import deck_table, faces, iris, nudged, sunspots, windows


def test_the_deck_table():
    X, y = deck_table()
    assert (X.shape, y.shape) == ((5, 2), (5, 1))
    assert X.dtype == y.dtype == np.float64
    assert ((y > 0) & (y < 1)).all()
    assert len(np.unique(X, axis=0)) == 5


def test_every_caller_gets_its_own():
    deck_table()[0][:] = 0
    assert deck_table()[0].any()


def test_the_irises_in_the_order_of_their_species():
    X, y, species = iris()
    assert (X.shape, y.shape, species) == ((150, 4), (150, 1), ["setosa", "versicolor", "virginica"])
    assert np.array_equal(y[:, 0], np.repeat([0.0, 1.0, 2.0], 50))
    assert X[0].tolist() == [5.1, 3.5, 1.4, 0.2]
    iris()[0][:] = 0
    assert iris()[0].any()


def test_sunspots_are_yearly_and_whole():
    years, numbers = sunspots()
    assert years.tolist() == list(range(1700, 2009)) and numbers.min() >= 0
    assert numbers[years == 1957].item() == 190.2  # the highest of the series
    assert numbers.argmax() == 257


def test_windows_stand_before_their_value():
    X, y = windows([1, 2, 3, 4, 5], 3)
    assert X.tolist() == [[1, 2, 3], [2, 3, 4]] and y.tolist() == [[4], [5]]
    for width in (0, 5):
        with pytest.raises(ValueError, match="width must be from 1 to 4"):
            windows([1, 2, 3, 4, 5], width)


def test_faces_come_first():
    X, y = faces()
    assert X.shape == (200, 625) and X.min() >= 0 and X.max() <= 1
    assert y.ravel().tolist() == [1.0] * 100 + [0.0] * 100


def test_nudged_moves_by_one_pixel():
    X = np.arange(64.0)[None, :]
    moved, labels = nudged(X, np.eye(10)[:1])
    left, same, right = moved.reshape(3, 8, 8)
    assert np.array_equal(same, X.reshape(8, 8)) and len(labels) == 3
    assert np.array_equal(left[:, :-1], same[:, 1:]) and not left[:, -1].any()
    assert np.array_equal(right[:, 1:], same[:, :-1]) and not right[:, 0].any()


def test_every_data_set_is_in_the_table_of_sources():
    import inspect
    from pathlib import Path

    from dlcourse import data

    table = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")
    made_from_others = {"bag_of_words", "noisy", "nudged", "windows"}
    for name in set(data.__all__) - made_from_others:
        assert f"| `{name}` |" in table
        source = inspect.getdoc(getattr(data, name))
        assert "Source: " in source or name in ("deck_table", "intents"), name
