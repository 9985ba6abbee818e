"""Whether a JupyterLab already serves a folder."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

PATIENCE = 3  # seconds to wait for the answer of a server on this machine


def address_of(work: Path) -> str | None:
    """The address, token and all, of a JupyterLab of this user that serves `work` and answers; else None."""
    from jupyter_server.serverapp import list_running_servers

    try:
        servers = list(list_running_servers())
    except OSError:  # a note of another user's, or one that vanished while it was read
        return None
    for server in servers:
        root = server.get("root_dir")
        if root and Path(root).resolve() == work and _answers(server):
            token = urllib.parse.urlencode({"token": server["token"]}) if server.get("token") else ""
            return f"{server['url']}lab{'?' + token if token else ''}"
    return None


def _answers(server: dict) -> bool:
    """Whether somebody is there: after a crash another process may have the number that the note names."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"{server['url']}api", timeout=PATIENCE) as reply:
            return reply.status == 200
    except urllib.error.HTTPError:  # it answers, if only to refuse
        return True
    except (OSError, ValueError, KeyError):
        return False
