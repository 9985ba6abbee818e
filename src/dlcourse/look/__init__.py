"""The look of all views, pages and figures: `tokens.json`, read here for Python and matplotlib.

`npm run build` writes the same values as CSS variables to `tokens.css`; the views' scripts read those from the page.
"""

import json
import pkgutil
from functools import cache

# Through the loader: where a submission is judged this package is no folder.
TOKENS = json.loads(pkgutil.get_data(__name__, "tokens.json"))
LIGHT, DARK = TOKENS["colours"]["light"], TOKENS["colours"]["dark"]
BLUE, ORANGE, INK, GROUND = (LIGHT[name] for name in ("blue", "orange", "ink", "ground"))
MUTED, GRID, VIOLET, TEAL = (LIGHT[name] for name in ("muted", "grid", "violet", "teal"))


def mixed(colour, ground, share):
    """``share`` of a colour "#rrggbb" laid over a ground, as "#rrggbb"."""
    pairs = [(int(colour[k : k + 2], 16), int(ground[k : k + 2], 16)) for k in (1, 3, 5)]
    return "#" + "".join(f"{round(share * over + (1 - share) * under):02x}" for over, under in pairs)


@cache
def css():
    """The tokens as CSS variables, ``--dl-ink`` and so on, for whatever has the class ``dl-root`` or ``dl-look``."""
    return pkgutil.get_data(__name__, "tokens.css").decode()
