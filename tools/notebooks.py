"""Make the notebooks from their text twins: `make notebooks`. With --check, say what would change and change nothing.

text/course/*.py     -> course/*.ipynb
text/source/*/*.py   -> source/*/*.ipynb -> release/*/*.ipynb (through nbgrader's own generate_assignment)

Twice gives the same bytes: outputs and volatile metadata go, cell ids follow from the cells. Where an author saved the
notebook later than its twin (`make author` pairs them), the notebook's words are taken into the twin first.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import jupytext
import nbformat
from IPython.core.inputtransformer2 import TransformerManager

ROOT = Path(__file__).resolve().parent.parent
FORMAT = "py:percent"
# What is kept. Everything else in a notebook changes with the machine and the hour.
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
CELL_METADATA = ("deletable", "editable", "jupyter", "nbgrader", "slideshow", "tags")
# "Run All" goes on after an error in a cell with this tag. The error is shown all the same, and graded all the same.
GOES_ON = "raises-exception"


class BadNotebook(Exception):
    """A twin or a notebook that cannot be used. The message names the file and says what is wrong."""


def clean(notebook, stem, checksums=False):
    """The notebook without outputs and volatile metadata, its cell ids set by rule (changed in place, returned).

    From the first one for a student's work on, cells are tagged: what is wrong or missing there must not end "Run All".
    A cell that nbgrader knows is called by its grade_id, any other by the notebook's name and the cell's number.
    `checksums` keeps nbgrader's, which tell it whether a locked cell of a release was edited.
    """
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    begun = False
    for number, cell in enumerate(notebook.cells):
        cell.metadata = nbformat.from_dict({key: cell.metadata[key] for key in CELL_METADATA if key in cell.metadata})
        graded = cell.metadata.get("nbgrader", {})
        if not checksums:
            graded.pop("checksum", None)
        cell["id"] = re.sub(r"[^A-Za-z0-9_-]", "-", graded.get("grade_id") or f"{stem}-{number}")[:64]
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
            tags = [tag for tag in cell.metadata.get("tags", []) if tag != GOES_ON]
            begun = begun or may_fail(cell)  # what follows may use the student's functions
            if begun:
                tags.append(GOES_ON)
            cell.metadata.pop("tags", None)
            if tags:
                cell.metadata["tags"] = tags
    return notebook


def may_fail(cell):
    """Whether a code cell is an exercise, an answer or a check."""
    graded = cell.metadata.get("nbgrader", {})
    if isinstance(graded, dict) and (graded.get("grade") or graded.get("solution")):
        return True
    return bool(re.search(r"^ *raise NotImplementedError\(|^check\.\w+\(", cell.source, re.MULTILINE))


def written(notebook):
    """The bytes of a clean notebook."""
    nbformat.validate(notebook)
    return (nbformat.writes(notebook, indent=1).rstrip("\n") + "\n").encode()


def as_text(notebook):
    """The text twin of a clean notebook, as `make author` writes it. It has no header: METADATA is every notebook's."""
    bare = {"extension": ".py", "format_name": "percent", "notebook_metadata_filter": "-all"}
    bare["cell_metadata_filter"] = "-tags"  # they follow from the cells
    return jupytext.writes(notebook, fmt=bare)


def find_fault(notebook):
    """What makes a notebook read from a twin unusable, in words, or None."""
    as_python = TransformerManager().transform_cell
    ids = set()
    for number, cell in enumerate(notebook.cells):
        graded = cell.metadata.get("nbgrader", {})
        # jupytext keeps as text what it cannot read, and goes on.
        unread = cell.metadata.get("incorrectly_encoded_metadata") or cell.metadata.get("title", "")
        if unread.startswith("nbgrader") or not isinstance(graded, dict):
            return f"cell {number}: the nbgrader metadata cannot be read"
        if cell.cell_type == "raw" and cell.source.startswith("---"):
            return "its header cannot be read; a twin needs none"
        if "grade_id" in graded:
            if graded["grade_id"] in ids:
                return f"cell {number}: the grade_id {graded['grade_id']} is used twice"
            ids.add(graded["grade_id"])
        if cell.cell_type == "code":
            try:
                compile(as_python(cell.source), "cell", "exec", dont_inherit=True)
            except SyntaxError as error:
                return f"cell {number}, line {error.lineno}: {error.msg}"
    return None if notebook.cells else "it has no cells"


def twins(root):
    """Pairs of a text twin and its notebook."""
    for text in sorted((root / "text" / "course").glob("*.py")):
        yield text, root / "course" / f"{text.stem}.ipynb"
    for text in sorted((root / "text" / "source").glob("*/*.py")):
        yield text, root / "source" / text.parent.name / f"{text.stem}.ipynb"


def from_text(text):
    """The notebook's bytes that a text twin stands for."""
    try:
        notebook = jupytext.reads(text.read_text(encoding="utf-8"), fmt=FORMAT)
        fault = find_fault(notebook)
        content = None if fault else written(clean(notebook, text.stem))
    except Exception as error:  # whatever jupytext, YAML or nbformat raise: the author needs the file's name
        fault = str(error).strip().split("\n")[0] or type(error).__name__
    if fault:
        raise BadNotebook(f"{text}: {fault}")
    return content


def take_newer(text, notebook):
    """Write the notebook's words into its twin, where an author saved the notebook later. True where they differed."""
    if not notebook.exists() or notebook.stat().st_mtime <= text.stat().st_mtime:
        return False
    try:
        saved = clean(nbformat.read(notebook, as_version=4), text.stem)
        content = written(saved)
    except Exception as error:
        raise BadNotebook(f"{notebook}: not a notebook ({str(error).strip().split(chr(10))[0][:200]})") from error
    if content == from_text(text) or content == committed(notebook, text.stem):
        return False
    text.write_text(as_text(saved), encoding="utf-8")
    return True


def committed(notebook, stem):
    """The clean bytes of the notebook as it was last committed, or None where git knows nothing of it.

    Git gives a file the time of the checkout. A notebook as it was committed holds no author's later words.
    """
    shown = subprocess.run(
        ["git", "show", f"HEAD:./{notebook.name}"], cwd=notebook.parent, capture_output=True, check=False
    )
    if shown.returncode:
        return None
    try:
        return written(clean(nbformat.reads(shown.stdout.decode(), as_version=4), stem))
    except Exception:  # what was committed is no notebook: then it says nothing
        return None


def made(root, folder):
    """Everything that belongs into course/, source/ and release/, as {path relative to the root: bytes}.

    It is made in `folder`, a copy of what nbgrader needs, so that the repository gets no gradebook.
    """
    files = {notebook.relative_to(root): from_text(text) for text, notebook in twins(root)}
    for path in sorted((root / "source").glob("*/**/*")):
        if path.is_file() and path.suffix != ".ipynb" and ".ipynb_checkpoints" not in path.parts:
            _write(folder / path.relative_to(root), path.read_bytes())
    for path, content in files.items():
        _write(folder / path, content)
    shutil.copy(root / "nbgrader_config.py", folder)
    for assignment in sorted({path.parent.name for path in files if path.parts[0] == "source"}):
        files.update(released(folder, assignment))
    return files


def released(folder, assignment):
    """The release version of one assignment of the course in `folder`."""
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", assignment, "--no-db", "--force"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if run.returncode:
        # The first error nbgrader logs is the reason; what follows is the cell and a traceback.
        errors = [line.partition("| ERROR] ")[2] for line in run.stderr.splitlines() if "| ERROR] " in line]
        reason = (errors or run.stderr.splitlines()[-1:] or ["no reason given"])[0].split(" Cell contents")[0]
        raise BadNotebook(f"source/{assignment}: nbgrader generate_assignment failed: {reason}")
    files = {}
    for path in sorted((folder / "release" / assignment).rglob("*")):
        if path.suffix == ".ipynb":
            notebook = nbformat.read(path, as_version=4)
            files[path.relative_to(folder)] = written(clean(notebook, path.stem, checksums=True))
        elif path.is_file():
            files[path.relative_to(folder)] = path.read_bytes()
    return files


def drift(root, files):
    """Paths whose content on disk is not what was made, and notebooks no twin stands behind."""
    changed = [path for path in files if not (root / path).exists() or (root / path).read_bytes() != files[path]]
    present = (
        path.relative_to(root) for room in ("course", "source", "release") for path in (root / room).rglob("*.ipynb")
    )
    orphans = [path for path in present if path not in files and ".ipynb_checkpoints" not in path.parts]
    return sorted(changed), sorted(orphans)


def _write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def build(root, check=False):
    """Make or check all notebooks of the repository in `root`. Returns whether it was up to date."""
    for text, notebook in () if check else twins(root):
        if take_newer(text, notebook):
            print(f"{text.relative_to(root)}: taken from the notebook, which was saved later")
    with tempfile.TemporaryDirectory() as folder:
        files = made(root, Path(folder))
    changed, orphans = drift(root, files)
    for path in orphans:
        print(f"{path.as_posix()}: no text twin stands behind it")
    for path in changed:
        if not check:
            _write(root / path, files[path])
        print(f"{path.as_posix()}: {'differs from its text twin' if check else 'written'}")
    print(f"{len(files)} files, {len(changed)} {'out of date' if check else 'written'}")
    return not changed and not orphans


def main(arguments=None, root=ROOT):
    """The command line, for the repository in `root`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where something would change")
    check = parser.parse_args(arguments).check
    try:
        up_to_date = build(root, check)
    except BadNotebook as error:
        sys.exit(str(error))
    if check and not up_to_date:
        sys.exit("Run `make notebooks`, and commit what it writes.")


if __name__ == "__main__":
    main()
