"""The live views of lecture 01: the page computes what Python computes, and bad arguments are refused by name."""

import json
from xml.etree import ElementTree

import numpy as np
import pytest
from in_node import page

from dlcourse.data import digits, intents, noisy, nudged
from dlcourse.data.sentences import words_of
from dlcourse.nn import Network
from dlcourse.widgets import Denoiser, DrawingPad, SentenceField
from dlcourse.widgets.applications.strokes import pixels_of


def arc(cx, cy, rx, ry, begin, end, count=16):
    t = np.radians(np.linspace(begin, end, count))
    return np.column_stack([cx + rx * np.cos(t), cy + ry * np.sin(t)]).tolist()


# Digits as a pen draws them, one to three strokes each.
DRAWN = {
    0: [arc(0.5, 0.5, 0.28, 0.42, 0, 360)],
    1: [[[0.5, 0.08], [0.5, 0.92]]],
    2: [[*arc(0.5, 0.3, 0.25, 0.22, 190, 380), [0.25, 0.92], [0.78, 0.92]]],
    3: [arc(0.47, 0.29, 0.24, 0.21, 200, 440) + arc(0.47, 0.71, 0.27, 0.22, -80, 160)],
    4: [[[0.6, 0.08], [0.22, 0.62], [0.82, 0.62]], [[0.62, 0.35], [0.62, 0.95]]],
    5: [[[0.75, 0.08], [0.33, 0.08], [0.3, 0.45], *arc(0.48, 0.66, 0.26, 0.24, 220, 510)]],
    6: [[[0.65, 0.08], *arc(0.5, 0.68, 0.24, 0.24, 190, 550)]],
    7: [[[0.22, 0.1], [0.78, 0.1], [0.42, 0.94]], [[0.3, 0.5], [0.75, 0.5]]],
    8: [arc(0.5, 0.29, 0.2, 0.2, 90, 450) + arc(0.5, 0.71, 0.24, 0.22, -90, 270)],
    9: [[*arc(0.5, 0.32, 0.22, 0.22, 0, 360), [0.72, 0.32], [0.66, 0.92]]],
}


@pytest.fixture(scope="module")
def reader():
    X, y = digits()
    network = Network([64, 64, 10], hidden="relu", cost="cross_entropy", rng=0)
    network.fit(*nudged(X[:1300], y[:1300]), learning_rate=0.5, batch_size=32, epochs=20)
    return network


def test_drawn_digits_are_read(reader):
    read = {k: int(DrawingPad(reader, strokes=strokes).read().argmax()) for k, strokes in DRAWN.items()}
    assert sum(read[k] == k for k in DRAWN) >= 9, read


def test_pixels_are_alike_in_the_page():
    rng = np.random.default_rng(0)
    drawings = [*DRAWN.values(), [], [[[0.5, 0.5]]], [[[0.1, 0.2]] * 3], [[[0.0, 0.5], [1.0, 0.5]]]]
    drawings += [rng.uniform(size=(3, 7, 2)).round(3).tolist() for _ in range(10)]
    found = page('import { pixelsOf } from "./applications/strokes.js"; result = given.map(pixelsOf)', drawings)
    for strokes, pixels in zip(drawings, found, strict=True):
        np.testing.assert_allclose(pixels, pixels_of(strokes), atol=1e-12)
    assert not np.any(found[10])


def test_a_drawing_fills_its_picture_wherever_it_stands():
    small = [[[0.1 + 0.2 * x, 0.7 + 0.2 * y] for x, y in stroke] for stroke in DRAWN[3]]
    np.testing.assert_allclose(pixels_of(small), pixels_of(DRAWN[3]), atol=1 / 8)
    picture = pixels_of(DRAWN[3]).reshape(8, 8)
    assert picture[0].any() and picture[7].any() and not picture[:, 0].any()


def test_the_page_answers_as_the_network(reader):
    pad = DrawingPad(reader, strokes=DRAWN[2])
    code = 'import { speaker } from "./network/answers.js"; result = speaker(given.network)(given.x)'
    found = page(code, {"network": pad.network, "x": pad.pixels().tolist()})
    np.testing.assert_allclose(found, reader.predict(pad.pixels()[None, :])[0], atol=1e-12)
    np.testing.assert_allclose(pad.read(), found, atol=1e-12)


def test_the_keyboard_draws():
    code = (
        'import { pressed } from "./applications/drawing_pad.js"; '
        "let s = { strokes: [], cursor: [8, 4], pen_down: false };"
    )
    code += "for (const key of given) s = { ...s, ...pressed(key, s) }; result = s"
    drawn = page(code, [" ", "ArrowDown", "ArrowDown", " ", "ArrowRight"])
    assert drawn == {"strokes": [[[0.5, 0.25], [0.5, 0.3125], [0.5, 0.375]]], "cursor": [9, 6], "pen_down": False}
    assert page(code, [" ", " ", " ", "Backspace"])["strokes"] == [[[0.5, 0.25]]]
    assert page(code, [" ", "Delete"])["strokes"] == []
    assert page(code, ["ArrowUp"] * 9)["cursor"] == [8, 0]
    assert page('import { pressed } from "./applications/drawing_pad.js"; result = pressed("a", {})') is None


def test_the_reading_in_words():
    code = 'import { reading } from "./applications/drawing_pad.js"; result = given.map(reading)'
    sure, unsure = page(code, [[0, 0, 0, 0.91, 0, 0.3, 0, 0, 0, 0], [0.1, 0.2, 0, 0, 0, 0, 0, 0, 0, 0]])
    assert sure == "It reads 3 with 0.91, then 5 with 0.30."
    assert unsure.startswith("No answer is above one half. The surest is 1 with 0.20")


@pytest.fixture(scope="module")
def assistant():
    sentences, wanted, names, known = intents()
    network = Network([len(known), 16, len(names)], hidden="relu", cost="cross_entropy", rng=0)
    network.fit(sentences, wanted, learning_rate=0.5, batch_size=8, epochs=200)
    return network, names, known


SAID = [
    "What time is it?",
    "PLAY jazz!",
    "Bonjour",
    "",
    "   ?!",
    "it",
    "xyzzy play",
    "Éteins la lumière ½",
    "don't play",
]


def test_the_page_hears_the_same_intent(assistant):
    network, names, known = assistant
    views = [SentenceField(network, names, known, sentence) for sentence in SAID]
    given = {"said": SAID, "names": names, "known": known, "network": views[0].network}
    code = (
        'import { answered, wordsOf } from "./applications/sentence_field.js"; '
        'import { speaker } from "./network/answers.js";'
    )
    code += "const answer = speaker(given.network);"
    code += "result = given.said.map((s) => [wordsOf(s), answered(s, { ...given, answer })])"
    for view, (words, found) in zip(views, page(code, given), strict=True):
        assert words == words_of(view.sentence)
        np.testing.assert_allclose(found["values"], view.answers(), atol=1e-12)
        said = view.answer()
        assert found["text"].startswith(said if said.endswith(".") else f"I hear: {said} with"), view.sentence
    assert [view.answer() for view in views[:5]] == [
        "time", "music", "I know none of these words.", "Say something first.", "Say something first.",
    ]  # fmt: skip


def test_the_page_cleans_the_same_digit():
    X, _ = digits()
    cleaner = Network([64, 64, 64], hidden="relu", cost="cross_entropy", rng=0)
    cleaner.fit(noisy(X[:500], np.random.default_rng(0)), X[:500], learning_rate=0.3, batch_size=32, epochs=5)
    view = Denoiser(cleaner, X[:4], noise=0.4, row=2)
    given = {"x": view.X[2], "pattern": view.pattern[2], "network": view.network}
    code = (
        'import { pictures, psnr } from "./applications/denoiser.js"; import { speaker } from "./network/answers.js";'
    )
    code += "const all = pictures(given.x, given.pattern, 0.4, speaker(given.network));"
    code += "result = [all, psnr(all[0], all[2])]"
    found, decibels = page(code, given)
    np.testing.assert_allclose(found, view.pictures(), atol=1e-12)
    noise = np.mean((view.pictures()[0] - view.pictures()[2]) ** 2)
    assert decibels == pytest.approx(10 * np.log10(1 / noise))


def test_stills_say_what_they_show(reader, assistant):
    stills = [
        (DrawingPad(reader, strokes=DRAWN[1]), "read as 1"),
        (DrawingPad(reader), "nothing drawn yet"),
        (SentenceField(*assistant, "play jazz"), "Answer: music"),
    ]
    for view, said in stills:
        assert said in ElementTree.fromstring(view.still()).get("aria-label")
        json.dumps(
            {name: view.get_state()[name] for name in view.trait_names(sync=True) if name in ("strokes", "sentence")}
        )


SMALL = Network([3, 2], rng=0)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda reader: DrawingPad(SMALL), "the network has 3 inputs; this view needs 64"),
        (lambda reader: DrawingPad("network"), "must be a dlcourse.nn.Network, not str"),
        (lambda reader: DrawingPad(reader, strokes=[[[0, 2]]]), "stroke 0 must hold points from 0 to 1"),
        (lambda reader: DrawingPad(reader, strokes=[[[0, "x"]]]), "a point of stroke 0 must be"),
        (lambda reader: DrawingPad(reader, strokes=[[]]), "stroke 0 must hold points"),
        (lambda reader: SentenceField(SMALL, ["a"], ["b", "c", "d"]), "has 2 outputs; this view needs 1"),
        (lambda reader: Denoiser(reader, np.zeros((1, 64))), "has 10 outputs; this view needs 64"),
        (lambda reader: Denoiser(reader, np.zeros((1, 64)), row=1), "row must be from 0 to 0"),
        (lambda reader: Denoiser(reader, np.full((1, 64), 2.0)), "brightness from 0 to 1"),
    ],
)
def test_refused_by_name(reader, make, said):
    with pytest.raises(ValueError, match=said):
        make(reader)
