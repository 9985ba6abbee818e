"""`dlgrader init`: a course folder of its own, so that no gradebook, submission or secret lands in the repository."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from rich.progress import track

from dlgrader.assignments.own import FOLDER
from dlgrader.clean.terminal import visible
from dlgrader.course import nbgrader as grading
from dlgrader.course.secret import NAME, course_secret

# In case somebody puts the course under version control.
_IGNORED = f"{NAME}\ngradebook.db*\nsubmitted/\nautograded/\nfeedback/\ndownloaded/\nverdicts/\n.dlgrader/\n"


def run(folder: Path, source: Path) -> int:
    """Make the course; returns the exit status. The same command goes on where it was interrupted."""
    folder, source = folder.resolve(), source.resolve()
    if problem := _problem(folder, source):
        print(visible(problem), file=sys.stderr)
        return 1
    names = sorted(path.name for path in (source / "source").iterdir() if path.is_dir())
    try:
        _copy(folder, source, names)
    except OSError as error:
        print(f"{visible(error.filename or folder)}: {error.strerror}. Name another folder.", file=sys.stderr)
        return 1
    try:
        with grading.Course(folder) as course:
            for name in track(names, "Releasing", disable=not sys.stderr.isatty(), transient=True):
                if not (folder / "release" / name).is_dir():
                    course.generate_assignment(name)
    except RuntimeError as error:
        print(visible(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on.", file=sys.stderr)
        return 130
    print(f"{folder} is ready, with {len(names)} assignments: {', '.join(names)}.")
    print(f"Hand out release/; keep {NAME} to yourself, and a copy of it: it decides the hidden inputs.")
    print(f"Next: cd {folder}, then collect, autograde and report (python -m dlgrader --help).")
    return 0


def _copy(folder: Path, source: Path, names: list[str]) -> None:
    """What is not there yet. What an instructor has changed since stays as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    course_secret(folder)
    (folder / "submitted").mkdir(exist_ok=True)
    if not (folder / ".gitignore").exists():
        (folder / ".gitignore").write_text(_IGNORED, encoding="utf-8")
    if not (folder / "nbgrader_config.py").exists():
        shutil.copy(source / "nbgrader_config.py", folder)
    for name in names:
        target = folder / "source" / name
        if target.exists():
            continue
        half = folder / "source" / f".{name}.new"  # renamed when it is whole
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(source / "source" / name, half, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        half.rename(target)
    for own in (FOLDER, "text") if (source / FOLDER).is_dir() else ():  # descriptions of a course's own
        if (source / own).is_dir() and not (folder / own).exists():
            shutil.copytree(source / own, folder / own, ignore=shutil.ignore_patterns("__pycache__"))


def _problem(folder: Path, source: Path) -> str | None:
    missing = [name for name in ("source", "nbgrader_config.py") if not (source / name).exists()]
    if missing:
        return f"{source} has no {' and no '.join(missing)}. Run this in the repository, or name it with --source."
    repository = next((path for path in (folder, *folder.parents) if (path / ".git").exists()), None)
    if repository is not None:
        return f"{folder} lies in the repository {repository}: a gradebook does not belong there. Name another folder."
    if folder == source or source in folder.parents:
        return f"{folder} lies in {source}: a gradebook does not belong there. Name a folder outside."
    if folder.exists() and not folder.is_dir():
        return f"{folder} is a file. Name a new folder."
    if folder.is_dir() and any(folder.iterdir()) and not (folder / NAME).exists():
        return f"{folder} is not empty, and no course of ours. Name a new folder."
    return None
