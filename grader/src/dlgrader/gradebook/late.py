"""A penalty for late work that grows with the days, for nbgrader and for ``dlgrader autograde`` alike.

In ``nbgrader_config.py``::

    c.AssignLatePenalties.plugin_class = "dlgrader.gradebook.late.LatePerDay"
    c.LatePerDay.percent_per_day = 10
"""

from __future__ import annotations

import hashlib
import math

from nbgrader.plugins import BasePlugin
from traitlets import Float

SETTINGS = ("AssignLatePenalties", "LateSubmissionPlugin", "LatePerDay")
_DAY = 24 * 60 * 60


class LatePerDay(BasePlugin):
    """Some percent of the points earned for each day begun, after a time of grace, up to a limit."""

    percent_per_day = Float(10.0, min=0, max=100, help="Percent of the points earned, for each day begun.").tag(
        config=True
    )
    grace_minutes = Float(0.0, min=0, help="So many minutes late are not late.").tag(config=True)
    at_most = Float(100.0, min=0, max=100, help="No more than so many percent are taken.").tag(config=True)

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float | None:
        """Points to take away, or None."""
        late = total_seconds_late - 60 * self.grace_minutes
        if late <= 0:
            return None
        percent = min(self.percent_per_day * math.ceil(late / _DAY), self.at_most)
        return round(score * percent / 100, 2)


def terms(duedate, config) -> str:
    """What a penalty follows from, in one word: the due date and the settings. Changed, it is worked out anew."""
    settings = [repr(sorted(config.get(name, {}).items())) for name in SETTINGS]
    return hashlib.sha256("\n".join([str(duedate), *settings]).encode()).hexdigest()[:16]
