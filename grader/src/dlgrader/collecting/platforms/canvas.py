"""Canvas, "Download submissions": `lastnamefirstname_LATE_340934_208490284_work-1.ipynb`, all side by side.

The first number is the person's, the second the file's, which grows with every upload. LATE says that it came late, not
when: the archive has the download's time (instructure/canvas-lms, lib/content_zipper.rb). With anonymous marking,
`anon_` and a code stand there, and it is nobody's.
"""

from __future__ import annotations

import re

from dlgrader.collecting.platforms import Claim, Level, Owner

_NAME = re.compile(r"(?P<name>[^_]{1,200})_(?P<late>LATE_)?(?P<user>\d{1,20})_(?P<file>\d{1,20})_")
_ANONYMOUS = re.compile(r"anon(?:ymous)?_(?P<late>LATE_)?(?P<code>[A-Za-z0-9]{5})_(?P<file>\d{1,20})_")


def read(level: Level) -> dict[str, Claim]:
    """The claims of the names that Canvas wrote."""
    found = {}
    for name in level.files:
        if match := _ANONYMOUS.match(name):
            found[name] = Claim((Owner(("anonymous",)),), match["code"], match.end(), late=bool(match["late"]))
        elif match := _NAME.match(name):
            owner = Owner((match["name"],), (match["user"],))
            late, attempt = bool(match["late"]), int(match["file"])
            found[name] = Claim((owner,), match["user"], match.end(), late=late, attempt=attempt)
    return found
