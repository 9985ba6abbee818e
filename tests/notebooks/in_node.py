"""Running the views' JavaScript in Node."""

import json
import shutil
import subprocess
from pathlib import Path

JS = Path(__file__).parents[2] / "src" / "dlcourse" / "widgets"


def page(code, given=None):
    """What JavaScript gives: ``code`` sees the modules of the views and ``given``, and ends in ``result = ...``."""
    node = shutil.which("node")
    assert node, "node is missing: install it (Debian: apt-get install nodejs)"
    text = f"const given = {json.dumps(given)}; let result; {code}; console.log(JSON.stringify(result));"
    command = [node, "--input-type=module", "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, cwd=JS, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
