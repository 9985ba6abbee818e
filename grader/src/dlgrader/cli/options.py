"""Options whose value may be left out: `--json` alone means the terminal."""

from __future__ import annotations

from typing import ClassVar

from typer.core import TyperCommand


class ReportCommand(TyperCommand):
    """`report`: `--json`, `--csv` and `--html` take a file, or nothing."""

    bare: ClassVar[dict[str, str]] = {"--json": "-", "--csv": "-", "--html": "report.html"}

    def parse_args(self, ctx, args):
        """Put in the value that was left out."""
        full = []
        for position, word in enumerate(args):
            full.append(word)
            following = args[position + 1] if position + 1 < len(args) else None
            if word in self.bare and (following is None or (following.startswith("-") and following != "-")):
                full.append(self.bare[word])
        return super().parse_args(ctx, full)


class CertificateCommand(ReportCommand):
    """`check-assignment`: `--html` takes a file, or nothing."""

    bare: ClassVar[dict[str, str]] = {"--html": "certificate.html"}
