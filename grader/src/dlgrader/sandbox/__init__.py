"""Where a submission's code runs: no network, no files but its own, limits on everything, nobody else to see.

`available()` says whether it works here; `Sandbox` is one; `Limits` are its bounds.
"""

from __future__ import annotations

from functools import lru_cache

from dlgrader.sandbox.limits import Limits

__all__ = ["Limits", "SandboxMissing", "available"]


class SandboxMissing(RuntimeError):
    """No sandbox can be made on this machine. The message says what to install or allow."""


@lru_cache
def available() -> str | None:
    """None where a sandbox was really made and answered; else one line that says what to do."""
    from dlgrader.sandbox import warm
    from dlgrader.sandbox.inside.frames import Malformed
    from dlgrader.sandbox.policy import INSTALL
    from dlgrader.sandbox.process import Gone, Late, Sandbox

    if warm.prepared():  # they are in sandboxes and have answered
        return None
    try:
        box = Sandbox(Limits(), cold=True)
    except FileNotFoundError:
        return INSTALL
    except OSError as error:
        return f"the sandbox cannot be started ({error})"
    try:
        box.send({"op": "hello", "output_bytes": 1000, "cells": []})
        message, _ = box.receive(30)
        return None if message.get("op") == "ready" else "the sandbox answers nonsense"
    except (Gone, Late, Malformed) as problem:
        said = " ".join(box.process.stderr().split())[:200] or str(problem)
        return f"the sandbox does not work here ({said}): allow user namespaces, or grade in the container of the guide"
    finally:
        box.close()
