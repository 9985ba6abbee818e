"""One notebook with many views in a real JupyterLab, shared by the tests of a module; what every view must stand."""

import json
import os
import signal
from contextlib import contextmanager
from itertools import pairwise
from urllib.parse import urlsplit

import nbformat
from axe_playwright_python.sync_playwright import Axe
from endings import within

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
SERIOUS = {"serious", "critical"}

EXECUTE = """async (code) => {
    const sessions = window.jupyterapp.serviceManager.sessions;
    const model = [...sessions.running()][0];
    const connection = sessions.connectTo({ model, kernelConnectionOptions: { handleComms: false } });
    const future = connection.kernel.requestExecute({ code });
    let said = '';
    future.onIOPub = (message) => {
        if (message.header.msg_type === 'stream') said += message.content.text;
        if (message.header.msg_type === 'error') said += message.content.ename + ': ' + message.content.evalue;
    };
    await future.done;
    connection.dispose();
    return said;
}"""
LAB_OPTIONS = ["--LabApp.expose_app_in_browser=True"]


def write_notebook(path, cells):
    """A notebook of these code cells."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in cells])
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(book, path)


def number(text):
    """The number a text of ours begins with."""
    return float(text.replace("−", "-").split()[0])


def cut_off(context, asked):
    """Block what the context's pages ask for beyond loopback, and add its address to ``asked``."""

    def guard(route):
        address = urlsplit(route.request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname not in LOOPBACK:
            asked.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    context.route("**/*", guard)


@contextmanager
def opened(jupyter_lab, browser, folder, views, outside):
    """A notebook in that folder with one cell for each of ``views`` ({name: code}), all of them run."""
    path = folder / "views.ipynb"
    imports = "import numpy as np\nfrom dlcourse import nn\nfrom dlcourse.widgets import *"
    write_notebook(path, [imports, *views.values()])
    lab = jupyter_lab(folder, *LAB_OPTIONS)
    context = browser.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    cut_off(context, outside)
    book = Book(context.new_page(), lab, path, list(views))
    book.open()
    book.run()
    yield book
    context.close()


class Book:
    """An open notebook. ``problems`` collects what the page's scripts threw."""

    def __init__(self, page, lab, path, names):
        self.page, self.lab, self.path, self.names, self.problems = page, lab, path, names, []
        page.on("pageerror", lambda error: self.problems.append(str(error)))

    def open(self):
        self.page.goto(self.lab.replace("/lab?", f"/lab/tree/{self.path.name}?") + "&reset")
        self.page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=90_000)

    def run(self):
        """Run every cell, until all views stand in the page."""
        self.page.get_by_text("| Idle").first.wait_for(timeout=90_000)  # cells run before the kernel answers are lost
        self.command("notebook:run-all-cells")
        self.page.locator(".dl-root").nth(len(self.names) - 1).wait_for(timeout=90_000)

    def command(self, name, **arguments):
        """Run a command of JupyterLab's own."""
        execute = "async ([name, more]) => { await window.jupyterapp.commands.execute(name, more) }"
        within(self.page, execute, [name, arguments], seconds=120, what=f"{name} was not done")

    def kernel(self, expression):
        """The value of a Python expression in the notebook's kernel, by way of JSON."""
        return json.loads(self.tell(f"import json; print(json.dumps({expression}))"))

    def tell(self, statement):
        """Run a statement there; what it printed, or its error."""
        return within(self.page, EXECUTE, statement, seconds=60, what="the kernel did not answer")

    def until(self, expression, expected):
        """Wait until the kernel has heard from the page."""
        for _ in range(100):
            found = self.kernel(expression)
            if found == expected:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{expression} is {found!r} in the kernel, not {expected!r}")

    def view(self, name):
        """Where the view of that name stands."""
        view = self.page.locator(".dl-root").nth(self.names.index(name))
        view.scroll_into_view_if_needed()
        return view

    def kill_kernel(self):
        process = self.kernel("__import__('os').getpid()")
        os.kill(process, signal.SIGKILL)

    def end_session(self):
        """Shut the kernel down, from outside as another tab would."""
        server, token = self.lab.split("/lab?token=")
        for session in self.page.request.get(f"{server}/api/sessions?token={token}").json():
            self.page.request.delete(f"{server}/api/sessions/{session['id']}?token={token}")

    def drag(self, node, across, down=0):
        """Take hold of a node's middle by the mouse, and move it by so many pixels."""
        box = node.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + across, y + down, steps=4)
        self.page.mouse.up()


# --- what every view must stand ---------------------------------------------------------------------------------------


def enabled(root, role):
    return [one for one in root.get_by_role(role).all() if one.is_visible() and one.is_enabled()]


def sliders_move(book, root):
    """Every slider by keys and by mouse: its value is another one, and so is the picture."""
    sliders = enabled(root, "slider")
    assert sliders
    for slider in sliders:
        slider.focus()
        texts, pictures = [], {}
        for key in ("Home", "PageUp", "ArrowRight", "End", "PageDown", "ArrowLeft"):
            book.page.keyboard.press(key)
            texts.append(slider.get_attribute("aria-valuetext"))
            if key in ("Home", "End"):
                pictures[key] = root.screenshot()
        few = len(set(texts)) < 6 and int(float(slider.get_attribute("max"))) <= 6  # a slider of a few places
        assert few or all(a != b for a, b in pairwise(texts)), texts
        assert pictures["Home"] != pictures["End"]
        box = slider.bounding_box()
        book.page.mouse.click(box["x"] + 0.45 * box["width"], box["y"] + box["height"] / 2)
        assert slider.get_attribute("aria-valuetext") not in (texts[0], texts[3])


def choices_and_switches_change(book, root):
    """Every choice and every switch by keys, and back by mouse."""
    for choice in enabled(root, "combobox"):
        before, picture = choice.input_value(), root.screenshot()
        choice.focus()
        book.page.keyboard.press("End" if before == "0" else "Home")
        assert choice.input_value() != before
        assert root.screenshot() != picture
        choice.select_option(before)
    for switch in enabled(root, "checkbox"):
        before = switch.is_checked()
        switch.focus()
        book.page.keyboard.press("Space")
        assert switch.is_checked() is not before
        switch.click()
        assert switch.is_checked() is before
    for radio in [one for one in enabled(root, "radio") if one.is_checked()]:  # one of each group
        picture = root.screenshot()
        name = radio.get_attribute("name")
        radio.focus()
        book.page.keyboard.press("ArrowRight")
        now = root.locator(f"input[name='{name}']:checked")
        assert now.evaluate("node => node === document.activeElement") and not radio.is_checked()
        assert root.screenshot() != picture
        radio.click()
        assert radio.is_checked()


def tab_reaches_all(book, root):
    """Tab goes to every control that can be used, and the focus is seen; each control has a name.

    Of radio buttons with one name, Tab goes to the chosen one: the arrow keys go on from there. Around a control
    that is itself not seen, its place shows the focus.
    """
    stops = root.evaluate(
        """node => {
            const chosen = (one) => one.type !== 'radio' || one.checked;
            const drawn = (one) => one.getClientRects().length > 0;
            const usable = (one) => !one.disabled && one.tabIndex >= 0 && drawn(one) && chosen(one);
            const all = [...node.querySelectorAll('button, input, select, summary, [tabindex]')].filter(usable);
            all.forEach((one, k) => (one.dataset.stop = String(k)));
            node.tabIndex = -1;
            node.focus();
            return all.map((one) => one.dataset.stop);
        }"""
    )
    reached = set()
    for _ in stops:
        book.page.keyboard.press("Tab")
        stop, seen = root.evaluate(
            """node => {
                const one = document.activeElement;
                const place = getComputedStyle(one).opacity === '0' ? one.parentElement : one;
                const marked = getComputedStyle(place).outlineStyle !== 'none';
                const drawn = one.querySelector?.('.dl-halo-dot, .dl-bad, .dl-halo');
                return [one.dataset.stop, marked || Boolean(drawn && getComputedStyle(drawn).stroke !== 'none')];
            }"""
        )
        assert seen, stop
        reached.add(stop)
    assert reached == set(stops)
    for control in root.locator("button, input, select").all():
        assert control.evaluate("node => Boolean(node.labels?.length || node.textContent.trim() || node.ariaLabel)")


# Pictures that cover what stands below them, or run out of the place they have.
OVERLAPS = """node => {
    const parts = [...node.querySelector('.dl-drawing').children].map((part) => part.getBoundingClientRect());
    const covered = parts.filter((box, k) => k > 0 && box.top < parts[k - 1].bottom - 1).map((box) => `at ${box.top}`);
    const out = [...node.querySelectorAll('.dl-drawing svg')].filter((picture) => {
        const [inner, outer] = [picture, picture.parentElement].map((one) => one.getBoundingClientRect());
        return inner.bottom > outer.bottom + 1 || inner.right > outer.right + 1;
    });
    return [...covered, ...out.map((picture) => picture.getAttribute('aria-label'))];
}"""


def fits(book, names):
    """At 360 and 2560 pixels, and in a window of 1366 x 768 at 200 %, nothing runs out of its view."""
    for width in (360, 2560):
        for name in names:
            root = book.view(name)
            root.evaluate("(node, width) => { node.style.width = `${width}px` }", width)
            book.page.wait_for_timeout(120)
            assert root.evaluate("node => node.scrollWidth <= node.clientWidth + 1"), (name, width)
            assert root.evaluate(OVERLAPS) == [], (name, width)
            root.evaluate("node => { node.style.width = '' }")
    book.page.set_viewport_size({"width": 683, "height": 384})
    book.page.wait_for_timeout(300)
    for name in names:
        assert book.view(name).evaluate("node => node.scrollWidth <= node.clientWidth + 1"), name
    book.page.set_viewport_size({"width": 1366, "height": 768})


def readable_in_both_themes(book, names):
    """axe finds nothing serious in JupyterLab's light and in its dark theme, and the views follow the theme."""
    assert serious(book.page) == []
    light = [book.view(name).screenshot() for name in names]
    book.command("apputils:change-theme", theme="JupyterLab Dark")
    book.page.wait_for_selector('body[data-jp-theme-light="false"]', state="attached")
    book.page.wait_for_timeout(500)
    assert serious(book.page) == []
    dark = [book.view(name).screenshot() for name in names]
    book.command("apputils:change-theme", theme="JupyterLab Light")
    book.page.wait_for_selector('body[data-jp-theme-light="true"]', state="attached")
    assert all(a != b for a, b in zip(light, dark, strict=True))


def serious(page):
    """axe's serious findings inside our views."""
    found = Axe().run(page, context=".dl-root").response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in SERIOUS]
