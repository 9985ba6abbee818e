"""Write dist/dlcourse-student-kit.zip: all that a class needs to be handed, and nothing it must not see.

    .venv/bin/python tools/student_kit.py [--output DIR]

It holds course/, release/, the dlcourse wheel, requirements.lock, environment.yml and START-HERE.html, and is the same,
byte for byte, when nothing has changed. A solution or a hidden test in it stops the writing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from lock import LOCK, ROOT, environment_text
from student_lock import student_lock

from dlcourse.commands.copies import SIGN
from dlcourse.widgets.playground.page import playground_page

NAME = "dlcourse-student-kit"
START_PAGE = Path(__file__).with_name("start_here.html")
# nbgrader's marks around what a student must not see, and the package that only instructors have.
SECRETS = (
    "BEGIN SOLUTION",
    "END SOLUTION",
    "BEGIN HIDDEN TESTS",
    "END HIDDEN TESTS",
    "import dlgrader",
    "from dlgrader",
)
# For whoever opens the folder of the originals.
SIGN_TEXT = """\
Do not open the notebooks in this folder. They are the originals.

Type the command "lab" of START-HERE.html (section 4). It copies every notebook into the folder my-work and opens it
there. Work in my-work: no file of yours there is ever replaced.
"""
# One fixed moment, the first a zip can hold: the kit's bytes depend on its contents alone.
MOMENT = (1980, 1, 1, 0, 0, 0)


def build_wheel(folder: Path) -> Path:
    """Build the dlcourse wheel into `folder`, without the network."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"The wheel could not be built:\n{done.stdout}{done.stderr}")
    return next(folder.glob("dlcourse-*.whl"))


def notebooks(folder: Path) -> list[Path]:
    """The files below course/ or release/ that students get: no placeholders, no checkpoints."""
    inside = (p for p in folder.rglob("*") if p.is_file())
    return sorted(p for p in inside if not any(part.startswith(".") for part in p.relative_to(folder).parts))


def contents(root: Path, wheel: Path) -> dict[str, bytes]:
    """Path in the kit -> bytes of every file in it."""
    files = {
        p.relative_to(root).as_posix(): p.read_bytes() for part in ("course", "release") for p in notebooks(root / part)
    }
    for part in ("course", "release"):
        if not any(name.startswith(f"{part}/") for name in files):
            sys.exit(f"{part}/ holds no notebooks yet. Write them with: make notebooks")
    files[wheel.name] = wheel.read_bytes()
    files |= {f"{part}/{SIGN}": SIGN_TEXT.encode() for part in ("course", "release")}
    lock = student_lock(LOCK.read_text(encoding="utf-8"))
    files[LOCK.name] = lock.encode()
    environment = environment_text(lock, course=f"./{wheel.name}")
    files["environment.yml"] = environment.encode()
    files["playground.html"] = playground_page().encode()
    files["START-HERE.html"] = START_PAGE.read_text(encoding="utf-8").replace("{{wheel}}", wheel.name).encode()
    return files


def leaks(files: dict[str, bytes]) -> list[str]:
    """What a student must not see, as `file: mark`. Notebooks and pages are searched, not the package."""
    found = []
    for name, data in files.items():
        if not name.endswith(".whl"):
            text = data.decode("utf-8", errors="replace")
            found += [f"{name}: {secret}" for secret in SECRETS if secret in text]
    return found


def write(output: Path, root: Path = ROOT) -> Path:
    """Write the kit into the folder `output` and return its path."""
    with tempfile.TemporaryDirectory() as folder:
        files = contents(root, build_wheel(Path(folder)))
    if found := leaks(files):
        sys.exit("Not written, because students would see:\n  " + "\n  ".join(found))
    output.mkdir(parents=True, exist_ok=True)
    kit = output / f"{NAME}.zip"
    part = kit.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{NAME}/{name}", MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    part.replace(kit)
    return kit


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=ROOT / "dist", help="folder to write the zip into")
    kit = write(parser.parse_args().output)
    with zipfile.ZipFile(kit) as archive:
        for entry in archive.infolist():
            print(f"{entry.file_size:>9}  {entry.filename}")
    print(f"Hand out this one file: {kit}")


if __name__ == "__main__":
    main()
