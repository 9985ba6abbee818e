"""The playground's second engine: anything that follows Engine, and a student's own functions."""

import asyncio
import re

import numpy as np
import pytest

from dlcourse import nn, patience
from dlcourse.engines.protocol import Engine
from dlcourse.engines.student import FunctionsEngine
from dlcourse.widgets import Playground
from dlcourse.widgets.playground import data
from dlcourse.widgets.playground.kernel_run import CELLS, SMALL, KernelRun
from dlcourse.widgets.playground.stream import WINDOW, Stream


def cost(y_hat, y):
    return nn.mse(y_hat, y)


def initialize_parameters(layer_sizes, rng):
    return nn.initialize_parameters(layer_sizes, rng)


def forward(X, parameters, hidden="sigmoid", output="sigmoid"):
    return nn.forward(X, parameters, hidden, output)


def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    return nn.backward(y, parameters, cache, hidden, output)


def update_parameters(parameters, gradients, learning_rate):
    return nn.update(parameters, gradients, learning_rate)


FIVE = (initialize_parameters, forward, cost, backward, update_parameters)


def theirs(**wrong):
    """The five functions, some replaced."""
    return [wrong.get(function.__name__, function) for function in FIVE]


def asked(view, kind, **more):
    view._link._asked(None, {"kind": kind, **more}, [])
    return view._link.run


def test_their_functions_follow_the_protocol_and_train_as_nn_does():
    engine = FunctionsEngine(*FIVE)
    assert isinstance(engine, Engine) and isinstance(nn.Network([2, 1]), Engine)
    engine.reset([2, 3, 1], 4)
    peer = nn.Network([2, 3, 1], rng=4)
    X, y = np.random.default_rng(0).normal(size=(7, 2)), np.ones((7, 1))
    for _ in range(5):
        engine.step(X, y, 0.3)
        peer.step(X, y, 0.3)
    for name, value in peer.parameters().items():
        np.testing.assert_allclose(engine.parameters()[name], value, rtol=1e-12)
    assert engine.cost(X, y) == pytest.approx(peer.cost(X, y))


def test_the_playground_trains_them_and_gives_the_parameters_back():
    view = Playground.from_functions(*FIVE, layers=[5], learning_rate=1.0, seed=2)
    before = view.parameters()
    run = asked(view, "step", count=30)
    assert run.updates == view.updates == 30 and view.samples == 300 and view.epochs == 3
    assert run.curve[-1][3] < run.curve[0][3]
    assert view.parameters()["W1"].shape == (5, 2) and not np.array_equal(before["W1"], view.parameters()["W1"])
    np.testing.assert_allclose(view.history()["train"][-1], run.curve[-1][3])
    view.resets += 1
    np.testing.assert_array_equal(view.parameters()["W1"], before["W1"])
    asked(view, "step", count=30)
    assert view._link.run.curve == run.curve  # the seed repeats the run exactly


def test_what_their_code_has_no_word_for_is_greyed_out_with_a_reason():
    greyed = Playground.from_functions(*FIVE).engine["greyed"]
    assert set(greyed) == {"regularisation", "regularisation-rate", "cost"} and all(greyed.values())
    narrow = theirs(forward=lambda X, p: forward(X, p), backward=lambda y, p, cache: backward(y, p, cache))
    view = Playground.from_functions(*narrow)
    assert "forward takes no hidden=" in view.engine["greyed"]["activation"] and not view.engine["knows"]
    assert asked(view, "step", count=3).updates == 3


def test_choosing_an_activation_reaches_their_functions():
    heard = []

    def listening(X, parameters, hidden="sigmoid", output="sigmoid"):
        heard.append((hidden, output))
        return forward(X, parameters, hidden, output)

    view = Playground.from_functions(*theirs(forward=listening), activation="relu")
    assert set(heard) == {("relu", "sigmoid")}
    view.data = "plane"
    assert heard[-1] == ("relu", "identity")


def fails(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    return {"dW1": np.ones(3) @ np.ones(4)}


def test_their_exception_is_shown_with_its_line():
    view = Playground.from_functions(*theirs(backward=fails))
    error = asked(view, "play").error
    assert error["function"] == "backward" and "ValueError" in error["said"]
    assert error["where"].startswith("test_kernel_engine.py, line ") and "np.ones(3) @ np.ones(4)" in error["line"]
    assert not view._link.playing


class Mute(Exception):
    def __str__(self):
        raise RuntimeError("no words")

    __repr__ = __str__


WRONG = [
    ({"forward": lambda X, parameters, **_: None}, "forward", "it must return \\(y_hat, cache\\), and returned None"),
    ({"forward": lambda X, parameters, **_: (np.ones(len(X)), {})}, "forward", "y_hat must have shape"),
    ({"backward": lambda y, parameters, cache, **_: None}, "backward", "a dictionary of gradients"),
    ({"backward": lambda y, parameters, cache, **_: {"dW1": 0}}, "backward", "no 'db1'"),
    ({"backward": lambda y, p, c, **_: {"d" + n: v.T for n, v in p.items()}}, "backward", "dW1 has shape"),
    ({"update_parameters": lambda p, g, learning_rate: None}, "update_parameters", "returned None"),
    ({"initialize_parameters": lambda sizes, rng: {}}, "initialize_parameters", "no 'W1'"),
    ({"initialize_parameters": lambda sizes, rng: {"W1": np.ones((2, 4))}}, "initialize_parameters", "W1 must have"),
    ({"cost": lambda y_hat, y: "low"}, "cost", "one number"),
    ({"forward": lambda X, p, **_: (np.full((len(X), 1), None), {})}, "forward", "y_hat must hold real numbers"),
    ({"forward": lambda X, p, **_: (np.full((len(X), 1), 1j), {})}, "forward", "it holds complex128"),
    ({"backward": lambda y, p, c, **_: {"d" + n: np.full(v.shape, "a") for n, v in p.items()}}, "backward", "dW1 must"),
    (
        {"initialize_parameters": lambda *given: {n: v * np.nan for n, v in nn.initialize_parameters(*given).items()}},
        "initialize_parameters",
        "W1 holds NaN",
    ),
    ({"backward": lambda y, p, c, **_: (_ for _ in ()).throw(Mute)}, "backward", "^Mute$"),
    ({"forward": lambda X, p, **_: Mute()}, "forward", "and returned Mute"),
]


@pytest.mark.parametrize(("wrong", "function", "said"), WRONG, ids=range(len(WRONG)))
def test_what_they_return_wrongly_is_named(wrong, function, said):
    view = Playground.from_functions(*theirs(**wrong))
    error = asked(view, "step", count=1).error
    assert error["function"] == function
    assert re.search(said, error["said"])
    assert error["where"].startswith("test_kernel_engine.py, line ") and function in error["line"]


def leaves(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    raise SystemExit(3)


def interrupted(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    raise KeyboardInterrupt


def divides(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    return 1 // 0


def recurs(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    return recurs(y, parameters, cache)


def forever(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    while True:
        len(y)


@pytest.mark.parametrize(
    ("backward", "said", "line"),
    [
        (leaves, "SystemExit: 3", "raise SystemExit(3)"),
        (interrupted, "KeyboardInterrupt", "raise KeyboardInterrupt"),
        (divides, "ZeroDivisionError: ", "return 1 // 0"),
        (recurs, "RecursionError: ", "return recurs("),
        (forever, "Is there a loop that never ends?", "e"),  # whichever of the loop's two lines it was
        (lambda y, parameters: None, "TypeError: ", ""),
        (lambda y, parameters, cache, **_: {"dW1": None, "db1": None, "dW2": 1, "db2": 1}, "dW1 has shape ()", ""),
    ],
    ids=["exit", "interrupt", "zero", "recursion", "endless", "signature", "None"],
)
def test_every_kind_of_failure_is_shown_and_the_next_run_is_well(monkeypatch, backward, said, line):
    monkeypatch.setattr(patience, "LIMIT", 1.0)
    broken = [backward]
    there = lambda *given, **named: (broken[0] if broken else FIVE[3])(*given, **named)  # noqa: E731
    view = Playground.from_functions(*theirs(backward=there))
    error = asked(view, "play").error
    assert error["function"] == "backward" and said in error["said"] and line in error["line"]
    assert error["where"].startswith("test_kernel_engine.py, line ") or not line
    broken.clear()
    view.resets += 1
    assert asked(view, "step", count=3).error is None and view.updates == 3


class Strange:
    """Follows the protocol, and is no Network of ours."""

    def __init__(self, dtype=float, failing=None):
        self.dtype, self.failing, self.named = dtype, failing, {}

    def reset(self, layer_sizes, seed):
        self.named = {
            name: np.asarray(value, dtype=self.dtype)
            for name, value in nn.initialize_parameters(layer_sizes, np.random.default_rng(seed)).items()
        }

    def parameters(self):
        return self.named

    def forward(self, X):
        return nn.forward(X, {name: np.asarray(v, dtype=float) for name, v in self.named.items()})

    def step(self, X_batch, y_batch, learning_rate):
        if self.failing is not None:
            raise self.failing
        wide = {name: np.asarray(value, dtype=float) for name, value in self.named.items()}
        gradients = nn.backward(y_batch, wide, self.forward(X_batch)[1])
        self.named = {n: np.asarray(v, dtype=self.dtype) for n, v in nn.update(wide, gradients, learning_rate).items()}
        return gradients

    def cost(self, X, y):
        return np.float32(nn.mse(self.forward(X)[0], y))


@pytest.mark.parametrize("dtype", [np.float32, np.float16, np.longdouble])
def test_an_engine_of_another_number_type(dtype):
    view = Playground(engine=Strange(dtype), layers=[3], learning_rate=0.5)
    run = asked(view, "step", count=20)
    assert run.updates == 20 and run.error is None and run.curve[-1][3] < run.curve[0][3]
    assert view.parameters()["W1"].dtype == float and "<svg" in view.still()
    assert set(view.engine["greyed"]) >= {"weights", "activation", "cost"}


@pytest.mark.parametrize("failing", [RuntimeError("out of order"), SystemExit(1), KeyboardInterrupt()])
def test_an_engine_that_fails_in_a_step_is_shown(failing):
    view = Playground(engine=Strange(failing=failing))
    error = asked(view, "play").error
    assert error["function"] == "the engine" and type(failing).__name__ in error["said"] and not view._link.playing
    view._link.engine.failing = None
    view.resets += 1
    assert asked(view, "step", count=2).updates == 2


def test_an_engine_without_a_method_is_named():
    class NoStep(Strange):
        step = None

    with pytest.raises(TypeError, match=r"engine must follow dlcourse\.engines\.protocol\.Engine; NoStep has no step"):
        Playground(engine=NoStep())


def test_a_frame_can_be_made_after_every_kind_of_failure():
    for wrong, _, _ in WRONG:
        run = asked(Playground.from_functions(*theirs(**wrong)), "step", count=1)
        content, buffers = run.frame(whole=True)
        assert content["error"] and [len(b) for b in buffers[:2]] == [4 * CELLS**2, 4 * SMALL**2 * 7]


def test_a_function_that_updates_in_place_does_no_harm():
    def in_place(parameters, gradients, learning_rate):
        for name in parameters:
            parameters[name] -= learning_rate * gradients["d" + name]
        return parameters

    one, other = Playground.from_functions(*FIVE), Playground.from_functions(*theirs(update_parameters=in_place))
    np.testing.assert_array_equal(
        asked(one, "step", count=5).engine.parameters()["W1"], asked(other, "step", count=5).engine.parameters()["W1"]
    )


def test_what_changes_its_rows_in_place_leaves_the_data_as_they_are():
    def shrinks(X, parameters, hidden="sigmoid", output="sigmoid"):
        X *= 0.5
        return forward(X, parameters, hidden, output)

    def shifts(y_hat, y):
        y -= 0.1
        return cost(y_hat, y)

    view = Playground.from_functions(*theirs(forward=shrinks, cost=shifts))
    run = view._link.run
    before = [array.copy() for array in (run.X, run.y, run.X_test, run.y_test, run.pixels)]
    asked(view, "step", count=20)
    for array, old in zip((run.X, run.y, run.X_test, run.y_test, run.pixels), before, strict=True):
        np.testing.assert_array_equal(array, old)


def test_a_message_without_an_end_is_cut():
    def tells(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
        raise ValueError("long " * 100_000)

    error = asked(Playground.from_functions(*theirs(backward=tells)), "step", count=1).error
    assert error["said"].startswith("ValueError: long long") and len(error["said"]) < 1000


def test_only_functions_and_engines_are_taken():
    with pytest.raises(TypeError, match="cost must be a function, not 3"):
        Playground.from_functions(initialize_parameters, forward, 3, backward, update_parameters)
    with pytest.raises(TypeError, match="object has no reset, parameters, forward, step, cost"):
        Playground(engine=object())
    with pytest.raises(TypeError, match="engine must be an object, and Network is a class: make one of it"):
        Playground(engine=nn.Network)


def test_a_trained_network_is_kept_until_reset():
    network = nn.Network([2, 3, 1], rng=1)
    kept = network.parameters()
    view = Playground(engine=network, learning_rate=0.5)
    assert view.layers == [3] and view.activation == "sigmoid"
    np.testing.assert_array_equal(view.parameters()["W1"], kept["W1"])
    with pytest.raises(ValueError, match=r"the engine's layers are \[3, 3, 1\], and this data"):
        Playground(engine=nn.Network([3, 3, 1]))
    with pytest.raises(ValueError, match="layers must list"):
        Playground(engine=nn.Network([2, 64, 1]))


def test_divergence_is_named_at_its_update():
    network = nn.Network([2, 3, 1], hidden="relu", output="identity", rng=0)
    view = Playground(engine=network, data="plane", learning_rate=1e9)
    run = asked(view, "step", count=400)
    assert run.diverged == {"update": run.updates + 1, "alpha": 1e9} and view.diverged == run.diverged


def test_an_engine_that_refuses_the_data_says_so():
    network = nn.Network([2, 3, 1], cost="cross_entropy")
    error = Playground(engine=network, data="plane")._link.run.error
    assert error["function"] == "the engine" and "between 0 and 1" in error["said"]


def test_settings_act_at_the_next_update_and_replay_repeats():
    view = Playground(engine=nn.Network([2, 3, 1], rng=0), layers=[3], learning_rate=0.1)
    run = asked(view, "step", count=10)
    view.batch_size = 50
    assert asked(view, "step", count=1) is run and run.samples == 150  # no reset
    view.replay = True
    view.learning_rate = 0.2
    again = view._link.run
    assert again is not run and again.updates == 11


def test_a_view_can_edit_the_weights():
    view = Playground.from_functions(*FIVE, layers=[2])
    edited = {name: (value + 1).tolist() for name, value in view.parameters().items()}
    asked(view, "set", parameters=edited)
    np.testing.assert_array_equal(view.parameters()["W2"], edited["W2"])


def test_the_frames_hold_what_the_network_says():
    run = KernelRun(network := nn.Network([2, 3, 1], rng=0), _state(layers=[3]), keep=True)
    run.advance(5, 0.3, 10)
    content, (plane, maps, parameters, gradients) = run.frame()
    X = data.seen(data.grid(CELLS), ["x0", "x1"])
    np.testing.assert_allclose(np.frombuffer(plane, np.float32), network.predict(X)[:, 0], rtol=1e-5)
    small = data.seen(data.grid(SMALL), ["x0", "x1"])
    found = np.frombuffer(maps, np.float32).reshape(6, -1)
    np.testing.assert_allclose(found[2:5], network.forward(small)[1]["A1"].T, rtol=1e-5)
    W1 = np.frombuffer(parameters)[:6].reshape(3, 2)
    np.testing.assert_array_equal(W1, network.parameters()["W1"])
    np.testing.assert_array_equal(np.frombuffer(gradients)[:6].reshape(3, 2), run.gradients["dW1"])
    assert content["updates"] == 5 and content["sizes"] == [2, 3, 1] and len(content["points"]) == 6


def _state(**changes):
    return {name: getattr(Playground(**changes), name) for name in Playground.RESET}


class Frames:
    """Counts what a stream does; an endless run."""

    def __init__(self, frames=10**6):
        self.left, self.sent = frames, []

    def advance(self, seconds):
        self.left -= 1
        return self.left > 0

    def send(self, number, last):
        self.sent.append((number, last))


def streamed(frames, acknowledge, seconds):
    async def play():
        def send(number, last):
            frames.send(number, last)
            if acknowledge:
                stream.acknowledge(number)

        stream = Stream(frames.advance, send)
        stream.start()
        await asyncio.sleep(seconds)
        stream.stop()
        await asyncio.sleep(0.1)

    asyncio.run(play())


def test_no_more_than_the_window_is_under_way():
    frames = Frames()
    streamed(frames, acknowledge=False, seconds=1.5)
    assert 10 < len(frames.sent) <= WINDOW


def test_the_last_frame_is_marked_and_nothing_follows():
    frames = Frames(5)
    streamed(frames, acknowledge=True, seconds=0.5)
    assert frames.sent == [(1, False), (2, False), (3, False), (4, False), (5, True)]


def test_without_an_event_loop_one_frame_is_made():
    frames = Frames()
    Stream(frames.advance, frames.send).start()
    assert len(frames.sent) == 1
