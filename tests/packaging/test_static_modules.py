"""The built modules of the live views are what their sources give, and the lock file names no host."""

import json
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOOK = ROOT / "src" / "dlcourse" / "look"
STATIC = ROOT / "src" / "dlcourse" / "widgets" / "static"


def npm(*arguments):
    executable = shutil.which("npm")
    assert executable, "npm is missing: install it (Debian: apt-get install npm)"
    subprocess.run([executable, *arguments], cwd=ROOT, check=True, capture_output=True, timeout=300)


def test_building_again_gives_the_same_bytes(tmp_path):
    if not (ROOT / "node_modules" / ".bin" / "esbuild").exists():
        npm("ci", "--ignore-scripts")
    npm("run", "build", "--", f"--outdir={tmp_path}")
    built = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {path.name: path.read_bytes() for path in [*STATIC.iterdir(), LOOK / "tokens.css"]}
    assert built.keys() == committed.keys()
    assert [name for name in built if built[name] != committed[name]] == [], "run `npm run build`"


def test_the_lock_pins_versions_and_names_no_host():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for package in packages.values():
        package.pop("funding", None)  # a page to give money at; nothing is fetched from it
        assert "resolved" not in package and "://" not in json.dumps(package)
    wanted = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted


def test_a_view_needs_nothing_but_itself():
    for module in STATIC.glob("*.js"):
        text = module.read_text()
        assert "import " not in text and "fetch(" not in text and "http://" not in text.replace("http://www.w3.org", "")


def test_no_script_switches_the_check_of_types_off():
    scripts = [path for path in STATIC.parent.rglob("*.*js") if STATIC not in path.parents]
    assert len(scripts) > 50
    assert [path.name for path in scripts if re.search(r"@ts-(ignore|nocheck|expect)", path.read_text("utf-8"))] == []
    for option in ("allowJs", "checkJs", "noEmit"):
        assert json.loads((ROOT / "tsconfig.json").read_text())["compilerOptions"][option] is True
