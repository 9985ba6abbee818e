"""`nbgrader export`, with cells that no spreadsheet takes for formulas."""

from __future__ import annotations

from pathlib import Path

from nbgrader.plugins import ExportPlugin


class SafeCsvExport(ExportPlugin):
    """nbgrader's own columns and each submission's state, as `dlgrader export` writes them."""

    def export(self, gradebook) -> None:
        """Write every assignment and student, or those that the command line names."""
        from dlgrader.reports.machine import grades_of

        assignments = self.assignment or [one.name for one in gradebook.assignments]
        target = Path(self.to or "grades.csv")
        self.log.info("Exporting grades to %s", target)
        target.write_text(grades_of(gradebook, assignments, self.student or []), encoding="utf-8")
