"""Own data of the playground from real pandas frames: what is taken, and how what cannot be is named."""

import re

import numpy as np
import pandas as pd
import pytest

from dlcourse.widgets import Playground


def frame(**more):
    columns = {"a": [0, 1, 2, 4], "b": [1.0, -1.0, 0.5, 3.0], "y": [0, 1, 0, 1]} | more
    return pd.DataFrame(columns, index=[10, 20, 30, 40])


def of(data, columns=("a", "b"), target="y", **state):
    return Playground(data=data, columns=columns, target=target, **state)


def test_columns_of_a_frame_are_the_arrays_they_hold():
    data = frame()
    arrays = Playground(data=(data[["a", "b"]].to_numpy(), data["y"].to_numpy()))
    assert of(data).own == arrays.own == Playground(data=(data[["a", "b"]], data["y"])).own
    assert of(data, ["a", "b"]).own == of(data, data.columns[:2]).own == arrays.own
    one = of(data, "b")
    assert one.own_inputs == 1 and one.own == Playground(data=(data["b"], data["y"])).own
    numbered = data.set_axis([0, 1, 2], axis=1)
    assert of(numbered, (0, 1), 2).own == arrays.own and of(numbered, 1, 2).own == one.own


@pytest.mark.parametrize(
    "y",
    [
        [False, True, False, True],
        pd.array([False, True, False, True], dtype="boolean"),
        pd.array([0, 1, 0, 1], dtype="Int64"),
        pd.Categorical(["no", "yes", "no", "yes"]),
        pd.Categorical(["no", "yes", "no", "yes"], categories=["yes", "no", "never"]),
        pd.array(["no", "yes", "no", "yes"], dtype="string"),
        np.array([3, 7, 3, 7], dtype="float32"),
    ],
    ids=["bool", "boolean", "Int64", "categorical", "unused category", "string", "float32"],
)
def test_two_classes_of_every_kind(y):
    assert [row[2] for row in of(frame(y=y)).own] == [0, 1, 0, 1]


def test_inputs_of_every_kind_of_number():
    kinds = {"a": pd.array([0, 1, 2, 4], dtype="Int64"), "b": pd.array([1.0, -1.0, 0.5, 3.0], dtype="Float64")}
    assert of(frame(**kinds)).own == of(frame()).own
    assert [row[0] for row in of(frame(a=[True, False, True, False])).own] == [5, -5, 5, -5]
    assert np.isfinite(of(frame(a=[1e308, -1e308, 1e308, 0.0])).own).all()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (frame(a=[0, np.nan, 2, 4]), "row 1 (labelled 20): every row needs two finite numbers"),
        (frame(b=[0, 1, np.inf, -np.inf]), "row 2 (labelled 30), 3 (labelled 40): every row"),
        (frame(a=pd.array([0, None, 2, 4], dtype="Int64")), "Row 1 (labelled 20) holds <NA>, -1.0, 1"),
        (frame(y=pd.array([0, None, 1, 0], dtype="Int64")), "row 1 (labelled 20): every row needs"),
        (frame(y=pd.array([True, None, True, False], dtype="boolean")), "row 1 (labelled 20): every row needs"),
        (
            frame(y=pd.Categorical(["no", None, "no", "yes"])),
            "row 1 (labelled 20): every row needs two finite numbers and",
        ),
        (
            frame(y=["no", "yes", 3, "yes"]),
            "row 2 (labelled 30): every row needs two finite numbers and the target one of",
        ),
        (frame(a=["0", "1", "2", "4"]), "column 'a' holds no numbers: its first entry is '0'"),
        (frame(a=[0, 1, "two", 4]), "row 2 (labelled 30)"),
        (frame(b=pd.date_range("2024-01-01", periods=4)), "column 'b' holds no numbers: its first entry is Timestamp"),
        (frame(y=["a", "b", "c", "a"]), "the target holds 3 different words ('a', 'b', 'c')"),
        (frame().iloc[:0], "own data must have at least one row"),
        (frame().set_axis(["a", "a", "y"], axis=1), "the data has 2 columns 'a': rename one"),
        (frame().drop(columns="b"), "the data has no column 'b'; it has 'a', 'y'"),
        ((frame()[["a", "b"]], frame()["y"]), "columns and target belong to a data frame, and data is a tuple"),
    ],
)
def test_what_cannot_be_drawn_is_named(data, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        of(data)


def test_a_frame_whose_rows_are_simply_numbered_has_no_labels_in_its_message():
    with pytest.raises(ValueError, match=r"^row 1: every row needs"):
        of(frame(a=[0, np.nan, 2, 4]).reset_index(drop=True))


def test_a_frame_without_names_asks_for_them():
    for data in (frame(), frame()[["a", "b"]]):
        with pytest.raises(ValueError, match="data is a frame: name its columns"):
            Playground(data=data)
    for columns, target in ((("a", "b", "y"), "y"), ((), "y"), (None, "y"), ("a", None)):
        with pytest.raises(ValueError, match="name one or two columns for X and a target for y"):
            of(frame(), columns, target)


def test_what_the_network_says_of_new_rows_is_asked_in_the_frames_own_numbers():
    data = frame()
    playground = of(data, layers=[3])
    y_hat, _ = playground.forward(data[["a", "b"]].to_numpy())
    drawn, _ = playground.rows()
    assert y_hat.shape == (4, 1) and len(drawn[0]) == 2
    np.testing.assert_allclose(playground.seen(data[["a", "b"]])[:, 0] * 3, [r[0] for r in playground.own])
