"""Every button of every live view, by keyboard and by mouse: the state that is asked for, and other pixels."""

import pytest
from alone import alone

from dlcourse.widgets import (
    ActivationExplorer,
    BackpropStepper,
    DescentPaths,
    ForwardStepper,
    Neuron,
    PerceptronBoard,
    Playground,
)

pytestmark = pytest.mark.browser

VIEWS = {
    "stepper": BackpropStepper,
    "forward": ForwardStepper,
    "neuron": lambda: Neuron(w=(0.5, -0.4, 1.2, 2), x=(1, 2, -1, 0.5)),
    "explorer": ActivationExplorer,
    "board": PerceptronBoard,
    "curve": DescentPaths,
    "surface": lambda: DescentPaths("surface"),
    "playground": Playground,
}
EXTREME = {  # numbers beyond those of a lecture
    "huge stepper": lambda: BackpropStepper(
        {"W1": [[0.3, -0.4]], "b1": [0.1]}, [[1e5, -1e5], [3, 2]], [[1e6], [0]], "identity", "identity", step=6
    ),
    "huge forward": lambda: ForwardStepper({"W1": [[300.0, -4e7]], "b1": [0.1]}, [[1e5, 2.0]], output="relu", step=1),
    "huge neuron": lambda: Neuron(w=(1e4, -1e8), x=(1e3, 1e5), activation="identity"),
    "far explorer": lambda: ActivationExplorer(z=90, activation="relu", weight=3, layers=30),
    "wide board": lambda: PerceptronBoard(w=(1e6, -1e6), b=1e5),
    "hard surface": lambda: DescentPaths("surface", X=[1e3, 2e3, 5e3], y=[1, 2, 9], learning_rate=1.0, batch_size=1),
}
FIRST = "w: [0, 0], b: 0, next: 0, epochs: 0, updates: 0"
# view: (the state before, a button, what is true of the state s after it; {} is s before)
BUTTONS = {
    "stepper": [
        ("step: 12", "Start", "s.step === 0"),
        ("step: 12", "Back", "s.step === 11"),
        ("step: 12", "Next", "s.step === 13"),
        ("step: 0", "Next layer", "s.step === 3"),
        ("step: 0", "Forward pass", "s.step === 7"),
        ("step: 7", "Backward pass", "s.step === 33"),
        (
            "step: 33, history: []",
            "Update W and b",
            "s.step === 0 && s.history.length === 2 && s.history[1][1] < s.history[0][1]",
        ),
        (
            "step: 33, max_iterations: 30, tolerance: 0, history: [], ended: {}",
            "Repeat until it stops",
            "s.history.at(-1)[0] === 30",
        ),
        (
            "parameters: { ...state.parameters, b3: [2] }, history: []",
            "First weights again",
            "JSON.stringify(s.parameters) === JSON.stringify(s.first)",
        ),
    ],
    "forward": [
        ("step: 3", "Start", "s.step === 0"),
        ("step: 3", "Back", "s.step === 2"),
        ("step: 3", "Next", "s.step === 4"),
        ("step: 0", "Next layer", "s.step === 3"),
    ],
    "neuron": [],
    "explorer": [],
    "board": [
        (FIRST, "Next point", "s.next === 1 && s.updates === 1"),
        (FIRST, "One epoch", "s.epochs === 1 && s.next === 0 && s.updates > 0"),
        (FIRST, "Until no row is wrong", "s.updates > 0 && s.w[0] !== 0"),
        ("w: [1, 2], b: 1, updates: 7", "Start again", "s.w[0] === 0 && s.b === 0 && s.updates === 0"),
        ("next: 0", "Add a 0", "s.points.length === before.points.length + 1 && s.labels.at(-1) === 0"),
        ("next: 0", "Add a 1", "s.points.length === before.points.length + 1 && s.labels.at(-1) === 1"),
        ("next: 0", "Remove point", "s.points.length === before.points.length - 1"),
    ],
    "curve": [
        ("step: 0", "Step", "s.step === 1"),
        ("step: 0", "Run to the end", "s.step > 5"),
        ("step: 0", "Play", "s.step > 5"),
        ("step: 4", "Back to the start", "s.step === 0"),
        ("kept: []", "Keep this run", "s.kept.length === 1"),
        ("kept: [[-2, 0.1]]", "Forget kept runs", "s.kept.length === 0"),
    ],
    "surface": [("seed: 0", "Another order", "s.seed === 1"), ("epochs: 0", "Play", "s.epochs === 20")],
    "playground": [
        ("seed: 0", "Play", "s.updates > 20"),
        ("seed: 0", "One update", "s.updates === 1"),
        ("seed: 0", "One epoch", "s.updates === 10 && s.epochs === 1"),
        ("seed: 0", "Reset", "s.resets === before.resets + 1 && s.updates === 0"),
        ("seed: 0", "Freeze this run", "s.frozen.length === before.frozen.length + 1"),
        ("seed: 0", "Forget frozen", "s.frozen.length === 0"),
    ],
}


@pytest.fixture
def shown(browser, tmp_path):
    """A function: the name of a view -> its page; no script may throw."""
    context = browser.new_context(viewport={"width": 1366, "height": 900}, reduced_motion="reduce")
    page, problems = context.new_page(), []
    page.on("pageerror", lambda error: problems.append(str(error)))

    def show(name):
        (tmp_path / "view.html").write_text(alone((VIEWS | EXTREME)[name]()), encoding="utf-8")
        page.goto((tmp_path / "view.html").as_uri())
        page.locator(".dl-root").wait_for()
        return page

    yield show
    context.close()
    assert problems == []


@pytest.mark.parametrize("name", VIEWS)
def test_every_button_by_keyboard_and_by_mouse(shown, name):
    page = shown(name)
    root = page.locator(".dl-root")
    for drawer in root.locator("details.dl-more > summary").all():
        drawer.click()
    here = {one.inner_text() for one in root.locator(".dl-button").all() if one.is_visible()}
    assert here - {"Full screen", "+", "−"} == {button for _, button, _ in BUTTONS[name]}
    for start, words, right in BUTTONS[name]:
        for by in ("keyboard", "mouse"):
            button = root.get_by_role("button", name=words, exact=True)
            if name == "playground":
                prepare(root, words)
            page.evaluate(f"for (const [k, v] of Object.entries({{{start}}})) model.set(k, v)")
            page.wait_for_timeout(60)
            page.mouse.move(1, 1)
            page.evaluate("window.before = structuredClone(state); 0")
            seen = root.screenshot()
            if by == "keyboard":
                button.focus()
                page.keyboard.press("Enter")
            else:
                button.click()
            page.wait_for_function(f"() => {{ const s = model.all(); return {right} }}", timeout=15_000)
            page.wait_for_timeout(60)
            assert root.screenshot() != seen, (words, by)


def prepare(root, words):
    """The playground as this button needs it."""
    pause = root.get_by_role("button", name="Pause", exact=True)
    if pause.is_visible():
        pause.click()
    if words != "Reset":
        root.get_by_role("button", name="Reset", exact=True).click()
    if words in ("Reset", "Freeze this run", "Forget frozen"):
        root.get_by_role("button", name="One epoch", exact=True).click()
    if words == "Forget frozen":
        root.get_by_role("button", name="Freeze this run", exact=True).click()
    root.page.wait_for_timeout(400)


SCREENS = [(1366, 768), (1920, 1080), (1366, 768), (1024, 768)]  # one after the other, without leaving the whole screen
# The lowest edge of what must be seen at once, in pixels from the top of the view.
LOWEST = """root => {
    const edge = (one) => one.getBoundingClientRect().bottom - root.getBoundingClientRect().top + root.scrollTop;
    return root.matches('.dl-playground') ? edge(root.querySelector('.dl-net')) : root.scrollHeight;
}"""


@pytest.mark.parametrize("name", VIEWS)
def test_the_whole_screen_shows_all_of_a_view_at_once_also_when_it_changes(shown, name):
    page = shown(name)
    root = page.locator(".dl-root")
    page.get_by_role("button", name="Full screen", exact=True).click()
    page.wait_for_function("() => document.fullscreenElement?.classList.contains('dl-root')")
    sizes = {}
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)
        assert root.evaluate("node => node.scrollWidth <= node.clientWidth + 1"), (width, height)
        assert root.evaluate(LOWEST) <= height, (width, height)
        type_ = root.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
        assert type_ >= 12 and sizes.setdefault((width, height), type_) == type_
    assert sizes[1920, 1080] > sizes[1366, 768]


@pytest.mark.parametrize("name", VIEWS)
def test_full_screen_by_keyboard_and_by_mouse_and_back(shown, name):
    page = shown(name)
    button = page.get_by_role("button", name="Full screen", exact=True)
    small = button.bounding_box()["height"]
    for by in ("keyboard", "mouse"):
        button.focus()
        button.press("Enter") if by == "keyboard" else button.click()
        page.wait_for_function("() => document.fullscreenElement?.classList.contains('dl-root')")
        page.wait_for_timeout(100)
        assert page.locator(".dl-root").evaluate("node => node.scrollWidth <= node.clientWidth + 1")
        button.click()
        page.wait_for_function("() => !document.fullscreenElement")
    assert small > 0


# Words of pictures that are cut at an edge, that lie on one another, or that are too small to read.
UNREADABLE = """() => [...document.querySelectorAll('.dl-root svg')].flatMap((picture) => {
    const texts = [...picture.querySelectorAll('text')].filter((one) => one.getBoundingClientRect().width);
    const box = (one) => one.getBoundingClientRect();
    const frame = box(picture);
    const out = (b) => b.left < frame.left - 1 || b.right > frame.right + 1
        || b.top < frame.top - 1 || b.bottom > frame.bottom + 1;
    const both = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5;
    const size = (one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a;
    return [
        ...texts.filter((one) => out(box(one))).map((one) => `cut: ${one.textContent}`),
        ...texts.filter((one) => size(one) < 10.5).map((one) => `small: ${one.textContent}`),
        ...texts.flatMap((one, k) => texts.slice(k + 1).filter((other) => both(box(one), box(other)))
            .map((other) => `on one another: ${one.textContent}, ${other.textContent}`)),
    ];
})"""


@pytest.mark.parametrize("name", VIEWS | EXTREME)
def test_every_word_of_a_picture_can_be_read_at_any_width(shown, name):
    page = shown(name)
    for width in (360, 500, 700, 900, 1366, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(200)
        assert page.evaluate(UNREADABLE) == [], width
