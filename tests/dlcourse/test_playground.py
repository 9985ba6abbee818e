"""The playground's model: what it takes, refuses and prints, its lessons, its still picture. No browser."""

import json
from xml.etree import ElementTree

import numpy as np
import pytest

from dlcourse import nn
from dlcourse.widgets import Playground
from dlcourse.widgets.playground.data import DATA
from dlcourse.widgets.playground.lessons import LESSONS
from dlcourse.widgets.playground.own_data import own_data
from dlcourse.widgets.playground.view import CONTROLS


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_begins_with_its_state_and_shows_its_own_controls_alone(lesson):
    view, told = Playground(lesson), LESSONS[lesson]
    assert view.controls == told["controls"] and set(view.controls) <= set(CONTROLS)
    assert all(getattr(view, name) == value for name, value in told["begin"].items())
    assert len(view.steps) > 1
    for step in view.steps:
        assert step["say"] and set(step) <= {"say", "set", "reset", "play", "ask", "claims"}
        Playground(**step.get("set", {}))  # every step sets what a playground takes
        if ask := step.get("ask"):
            assert 0 <= ask["answer"] < len(ask["choices"]) and ask["because"]


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_step_stands_as_it_says_also_when_it_is_joined_there(lesson):
    reached = dict(LESSONS[lesson]["begin"])
    for stage, step in enumerate(LESSONS[lesson]["steps"]):
        assert stage or "set" not in step, "nobody goes to the first step: what it sets belongs to what is begun with"
        reached |= step.get("set", {})
        view = Playground(lesson, stage=stage)
        assert {name: getattr(view, name) for name in reached} == reached
        assert Playground(lesson, stage=stage, learning_rate=0.7).learning_rate == 0.7


def test_a_playground_prints_the_call_that_makes_it():
    for view in (
        Playground(learning_rate=0.3, layers=[8, 8], seed=5),
        Playground("batch-size", batch_size=20, stage=2),
        Playground(race=[{"batch_size": np.int64(100)}, {"batch_size": 1}], stop={"epochs": 24}, goal=0.1, seeds=3),
        Playground(parameters={"W1": [[1, 2]], "b1": [0.5]}, layers=[]),
    ):
        again = eval(repr(view), {"Playground": Playground})
        assert repr(again) == repr(view) and again.get_state() | {"layout": 0} == view.get_state() | {"layout": 0}
    assert repr(Playground(learning_rate=0.3)) == "Playground(learning_rate=0.3)"


def test_own_data_from_arrays_and_from_columns():
    X, y = np.array([[0.0, 10], [1, 20], [2, 30]]), np.array([0, 1, 0])
    rows = own_data((X, y)).rows
    assert np.abs(np.array(rows)[:, :2]).max() == 5 and [row[2] for row in rows] == [0, 1, 0]
    assert own_data((X, y[:, None])).rows == rows
    frame = {"a": X[:, 0], "b": X[:, 1], "c": y}
    assert own_data(frame, ("a", "b"), "c").rows == rows
    assert Playground(data=(X, y)).own == rows


def test_words_and_odd_labels_become_two_classes_and_numbers_a_regression():
    X = np.array([[0.0, 1], [2, 3], [4, 0]])
    assert [row[2] for row in own_data((X, ["no", "yes", "no"])).rows] == [0, 1, 0]
    assert [row[2] for row in own_data((X, [-1, 1, -1])).rows] == [0, 1, 0]
    prices = Playground(data=(X, [100.0, 200, 400]))
    assert [row[2] for row in prices.own] == pytest.approx([-1, -1 / 3, 1])
    assert prices.means()["output"] == "identity" and Playground(data=(X, [0, 1, 1])).means()["output"] == "sigmoid"


def test_one_column_is_a_curve():
    view = Playground(data=(np.arange(6.0), np.arange(6.0) ** 2))
    assert view.own_inputs == 1 and view.means()["features"] == ["x0"] and view.sizes() == [1, 4, 1]
    ElementTree.fromstring(view.still())


def test_the_network_of_now_in_the_course_notation():
    X, y = np.array([[0.0, 10], [1, 20], [2, 30]]), np.array([0, 1, 0])
    view = Playground(data=(X, y), layers=[3], features=["x0", "x0·x1"])
    parameters = nn.initialize_parameters([2, 3, 1], np.random.default_rng(0))
    view.parameters_state = {name: value.tolist() for name, value in parameters.items()}
    assert np.array_equal(view.parameters()["W1"], parameters["W1"])
    seen = view.seen(X)
    np.testing.assert_allclose(seen, [[-5 / 3, 25 / 9], [0, 0], [5 / 3, 25 / 9]])
    np.testing.assert_allclose(view.forward(X)[0], nn.forward(seen, parameters, "tanh", "sigmoid")[0])


def test_rows_are_what_the_view_shows():
    (X, y), (X_test, y_test) = Playground(data="xor", share=0.7).rows()
    assert X.shape == (140, 2) and y.shape == (140, 1) and X_test.shape == (60, 2) and y_test.shape == (60, 1)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Playground("learning"), "lesson='learning' is not known"),
        (lambda: Playground(data="moons"), "data='moons' is not known"),
        (lambda: Playground(momentum=0.9), "momentum: not known"),
        (lambda: Playground(learning_rate=-1), "learning_rate must be a number"),
        (lambda: Playground(learning_rate=float("nan")), "learning_rate must be a number"),
        (lambda: Playground(layers=[9]), "layers must list"),
        (lambda: Playground(layers=[4] * 7), "layers must list"),
        (lambda: Playground(data=([[1, 2], [float("nan"), 1]], [0, 1])), "row 1: every row needs"),
        (lambda: Playground(data=([[1, 2], [3, 1]], [0, float("inf")])), "row 1: every row needs"),
        (lambda: Playground(data=([[1, "x"]], [0])), "row 0: every row needs"),
        (lambda: Playground(data=([[1, 2, 3]] * 9, [0] * 9)), "row 0, 1, 2, 3, 4 and 4 more"),
        (lambda: Playground(data=([[1, 2]] * 3, ["a", "b", "c"])), "3 different words"),
        (lambda: Playground(data=([], [])), "at least one row"),
        (lambda: Playground(data=({"a": [1], "b": [2]}), columns=("a", "z"), target="b"), "no column 'z'"),
        (lambda: Playground(data=({"a": [1], "b": [2]}), columns=("a",)), "a target for y"),
        (lambda: Playground(data=7), "own data must be"),
        (lambda: Playground(data=(np.ones((6, 2)), np.ones(5))), "X has 6 rows and y has 5"),
        (lambda: Playground(columns=("a", "b"), target="c"), "columns and target belong to a data frame"),
        (lambda: Playground(data="xor", target="c"), "columns and target belong to a data frame"),
        (lambda: Playground(features=["x0", "x0"]), "features must list each name once"),
        (lambda: Playground().forward([1, 2, 3]), r"X must have shape \(m, 2\)"),
        (lambda: Playground().forward("abc"), "X must be"),
        (lambda: Playground(data="sine").forward([[1.0], [np.nan]]), "X contains NaN"),
        (lambda: Playground(data=(np.ones((2001, 2)), np.ones(2001))), "2001 rows, and a picture holds 2000"),
        (lambda: Playground(parameters={"W1": [[1, 2]]}, layers=[]), r"parameters\['b1'\] must hold finite"),
        (lambda: Playground(parameters={"W1": [[1, 2, 3]], "b1": [0]}, layers=[]), r"parameters\['W1'\]"),
        (lambda: setattr(Playground(), "learning_rate", -1.0), "learning_rate must be a number"),
        (lambda: setattr(Playground(), "layers", [0]), "layers must list"),
        (
            lambda: Playground(["learning-rate"]),
            r"lesson=\['learning-rate'\] is not known; choose one of learning-rate, ",
        ),
        (lambda: Playground(3), "lesson=3 is not known"),
        (lambda: Playground(parameters=[1]), "parameters must be a dictionary"),
        (lambda: Playground(learning_rate=float("nan")), "learning_rate must be a number of 0 or more, not nan"),
        (lambda: Playground(learning_rate="0.1"), "learning_rate must be a number of 0 or more, not '0.1'"),
        (lambda: Playground(batch_size=2.5), "batch_size must be a whole number, 1 or more, not 2.5"),
        (lambda: Playground(batch_size=0), "batch_size must be a whole number, 1 or more, not 0"),
        (lambda: Playground(features=[]), "features must list one or more of x0, x1"),
        (lambda: Playground(features="x0"), "features must list one or more of x0, x1"),
        (lambda: Playground(features=["x9"]), r"features must list one or more of x0, x1, .* not \['x9'\]"),
        (lambda: Playground(activation="gelu"), "activation='gelu' is not known; choose one of "),
        (lambda: Playground(race=[{"batch_size": 1}]), "race must list two or three changes"),
        (lambda: Playground(race=[{}] * 4), "race must list two or three changes"),
        (lambda: Playground(race="abc"), "race must list two or three changes"),
        (lambda: Playground(race=[{"speed": 3}, {}]), "race: each racer is a dictionary with names among"),
        (lambda: Playground(race=[{"batch_size": 0}, {}]), "race: batch_size must be a whole number of 1 or more"),
        (lambda: Playground(race=[{"learning_rate": -1}, {}]), "learning_rate must be a number"),
        (lambda: Playground(race=[{"layers": [9]}, {}]), "layers must list"),
        (lambda: Playground(race=[{"activation": "gelu"}, {}]), "race: activation='gelu' is not known"),
        (lambda: Playground(stop={"epochs": 0}), "stop must be {} or one count"),
        (lambda: Playground(stop={"epochs": 2, "updates": 3}), "stop must be {} or one count"),
        (lambda: Playground(stop={"seconds": 5}), "stop must be {} or one count"),
        (lambda: Playground(stop=24), "stop must be {} or one count"),
        (lambda: Playground(goal=-1), "goal must be a number of 0 or more"),
        (lambda: Playground(seeds=0), "seeds must be a whole number from 1 to 9"),
        (lambda: Playground(sweep={"learning_rate": [1], "batch_size": [1, 2], "epochs": 5}), "sweep must be {} or"),
        (
            lambda: Playground(sweep={"learning_rate": [1, 0.1], "batch_size": [1, 2], "epochs": 5}),
            "sweep must be {} or",
        ),
        (
            lambda: Playground(sweep={"learning_rate": [0.1, 1], "batch_size": [1, 2.5], "epochs": 5}),
            "sweep must be {} or",
        ),
        (lambda: setattr(Playground(), "race", [{"batch_size": 1}]), "race must list two or three changes"),
        (lambda: Playground(seed=None), "seed must be a whole number from 0 to"),
    ],
)
def test_bad_input_is_refused_by_name(make, said):
    with pytest.raises(ValueError, match=said):
        make()


def test_names_that_do_not_exist_are_refused():
    for wrong in ({"axis": "steps"}, {"cost": "hinge"}, {"controls": ["momentum"]}, {"activation": "gelu"}):
        with pytest.raises(Exception, match=next(iter(wrong))):
            Playground(**wrong)


def test_the_still_picture_shows_data_network_and_cost():
    view = Playground()
    assert "Not trained yet" in view.still()
    parameters = nn.initialize_parameters([2, 4, 1], np.random.default_rng(0))
    view.parameters_state, view.updates = {n: v.tolist() for n, v in parameters.items()}, 12
    view.curve_state = [[k, k / 10, 10 * k, 1 / (k + 1), None] for k in range(12)]
    svg = view.still()
    ElementTree.fromstring(svg)
    assert "after 12 updates" in svg and "cost J" in svg
    view.diverged = {"update": 13, "alpha": 3}
    assert "diverged at update 13" in view.still()
    assert list(view.history()["updates"]) == list(range(12)) and np.isnan(view.history()["test"]).all()


@pytest.mark.parametrize("state", [{"data": "sine"}, {"data": "plane", "discretised": True}, {"activation": "step"}])
def test_every_kind_of_still_picture(state):
    ElementTree.fromstring(Playground(**state).still())


def test_the_state_is_plain():
    json.dumps({k: v for k, v in Playground("learning-rate").get_state().items() if k not in ("layout",)})


def test_numbers_of_numpy_are_as_good_as_pythons():
    ours = Playground(
        learning_rate=np.float32(0.5),
        batch_size=np.int64(5),
        layers=np.array([3, 4]),
        seed=np.uint8(7),
        noise=np.float64(0),
    )
    assert repr(ours) == repr(Playground(learning_rate=0.5, batch_size=5, layers=[3, 4], seed=7))


def run_over():
    """Diverged, with a frozen run, costs that are no numbers, and held-out rows that have none."""
    view = Playground("learning-rate")
    points = [
        {"updates": u, "epochs": u / 10, "samples": 10 * u, "train": train, "test": None}
        for u, train in ((0, 0.5), (2, None))
    ]
    view.frozen = [{"name": "learning rate 9", "settings": {}, "curve": points}]
    view.curve_state = [[0, 0, 0, 0.5, None], [1, 0.1, 10, None, None]]
    view.updates, view.diverged = 2, {"update": 3, "alpha": 1e9}
    return view


@pytest.mark.parametrize(
    "make",
    [
        *(lambda name=name: Playground(name) for name in LESSONS),
        *(lambda name=name: Playground(data=name, layers=[]) for name in DATA),
        lambda: Playground(data=([[1, 2]], [1])),
        lambda: Playground(data=([[0, 0]] * 4, [0, 1, 0, 1]), layers=[]),
        lambda: Playground(learning_rate=1e9, layers=[8] * 6),
        run_over,
    ],
)
def test_every_state_has_a_still_picture(make):
    svg = make().still()
    root = ElementTree.fromstring(svg)
    assert (
        root.tag.endswith("svg") and root.get("aria-label") and "NaN" not in svg and "nan" not in root.get("aria-label")
    )
