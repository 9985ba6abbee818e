"""The fonts of all views, pages and figures: subsets of IBM Plex, made by `tools/fonts/build.py`. None is fetched."""

import base64
from functools import cache
from pathlib import Path

from dlcourse.look import css

FONTS = Path(__file__).parent / "fonts"
# Family, weight, file. A page carries the first two families; Arabic too where it has Arabic words.
FACES = (
    ("DL Sans", 400, "sans-regular"),
    ("DL Sans", 500, "sans-medium"),
    ("DL Sans", 600, "sans-semibold"),
    ("DL Math", 400, "math-regular"),
    ("DL Arabic", 400, "arabic-regular"),
    ("DL Arabic", 600, "arabic-semibold"),
)


def faces():
    """``[{"family", "weight"}, ...]`` and the WOFF2 bytes of each: what a view in a notebook asks its kernel for."""
    said = [{"family": family, "weight": str(weight)} for family, weight, _ in FACES]
    return said, [(FONTS / f"{name}.woff2").read_bytes() for *_, name in FACES]


@cache
def font_faces(families=("DL Sans", "DL Math"), weights=(400, 500, 600)):
    """``@font-face`` rules that hold the fonts themselves, for a page of its own."""
    rules = []
    for family, weight, name in FACES:
        if family in families and weight in weights:
            data = base64.b64encode((FONTS / f"{name}.woff2").read_bytes()).decode()
            source = f'url("data:font/woff2;base64,{data}") format("woff2")'
            rules.append(f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: {source}; }}\n')
    return "".join(rules)


@cache
def page_style():
    """What a page of text carries of the look, as short as it can: two weights of the typeface, and the tokens."""
    return font_faces(("DL Sans",), (400, 600)) + css()
