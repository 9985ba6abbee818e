"""A line that fails, or that only a notebook understands, costs no more than what it would have done itself."""

import json
from pathlib import Path

import nbformat
import pytest
from dlgrader.judging.judge import judge
from dlgrader.mistakes import BANKS
from dlgrader.mistakes.notebooks import build
from dlgrader.reading import read_submission

NAME = "implementing-backpropagation"
RELEASE_PATH = Path(__file__).resolve().parents[2] / "release" / NAME / f"{NAME}.ipynb"
RELEASE = nbformat.read(RELEASE_PATH, as_version=4)
SOLVED = build(RELEASE_PATH)
COST = BANKS[NAME].solution_cells()["cost"]
FIRST = next(k for k, cell in enumerate(SOLVED.cells) if cell.cell_type == "code")
IMPORTS = SOLVED.cells[FIRST].source


def graded(change):
    """The verdict on the solved notebook after ``change`` of its cells."""
    notebook = nbformat.from_dict(json.loads(nbformat.writes(SOLVED)))
    change(notebook.cells)
    submission = read_submission(nbformat.writes(notebook).encode(), RELEASE)
    return judge(submission.cells, NAME, 4711, given=submission.given)


def before_imports(text):
    def change(cells):
        cells[FIRST].source = text + "\n" + IMPORTS

    return change


def answering(question, text):
    def change(cells):
        next(c for c in cells if c.metadata.get("nbgrader", {}).get("grade_id") == question).source = text

    return change


# What stands in front of the imports in the same cell.
BEFORE = {
    "Colab's drive": "from google.colab import drive\ndrive.mount('/content/drive')",
    "Colab's files": "from google.colab import files\nuploaded = files.upload()",
    "an option of pandas": "import pandas as pd\npd.set_option('display.max_rows', 20)",
    "a style that is not there": "import matplotlib.pyplot as plt\nplt.style.use('seaborn')",
    "a folder of the student's": "import os\nos.chdir('/content/drive/MyDrive')",
    "a magic as code": "get_ipython().run_line_magic('matplotlib', 'inline')",
    "a command as code": "get_ipython().system('pip install tqdm')",
    "an old magic": "get_ipython().magic('matplotlib inline')",
    "a setting of the shell": "from IPython.core.interactiveshell import InteractiveShell\n"
    "InteractiveShell.ast_node_interactivity = 'all'\nget_ipython().config.InlineBackend.figure_format = 'retina'",
    "Kaggle's key": "from kaggle_secrets import UserSecretsClient\nkey = UserSecretsClient().get_secret('k')",
    "a key of the environment": "import os\ntoken = os.environ['MY_TOKEN']",
    "Databricks": "dbutils.library.restartPython()\nspark.conf.set('a', 'b')",
    "a name nobody has": "undefined_name",
    "pip as one types it": "pip install numpy",
    "pip over two lines": "!pip install \\\n  numpy tqdm",
    "a file to read": "data = open('data.csv').read()",
    "an answer asked for": "name = input('Your name: ')",
    "a command's answer": "files = !ls\nwhere = %pwd",
    "help": "np.exp?\nnp?\n??print",
    "a line that is no Python": "$ jupyter lab",
    "words": "Here I import everything:",
    "a star of what is not there": "from torch.nn import *",
    "marimo": "import marimo as mo\nmo.md('# Title')",
    "an assertion about the machine": "import sys\nassert sys.version_info < (3, 0)",
    "a stop": "raise SystemExit",
    "a timed cell": "%%time\n",
    "a captured, timed cell": "%%capture\n%%time\n",
    "a timed loop": "%%timeit -n 1 -r 1\n",
    "something awaited in a loop": "async def numbers():\n    yield 1\nasync for n in numbers():\n    pass",
    "an answer outside of a function": "return 5",
    "a break outside of a loop": "break",
    "two arguments of one name": "def twice(a, a):\n    return a",
    "a device": "import torch\ndevice = torch.device('cuda' if torch.cuda.is_available() else 'cpu')",
    "an assertion about a device": "import torch\nassert torch.cuda.is_available()",
    "a theme": "import seaborn as sns\nsns.set_theme()",
    "a slider of its own": "from ipywidgets import interact\n@interact(x=(0, 3))\ndef f(x=1):\n    print(x)",
    "what the network has": "import urllib.request\nurllib.request.urlopen('http://example.org').read()",
    "a window": "import matplotlib\nmatplotlib.use('TkAgg')",
    "its own file": "import pathlib\nhere = pathlib.Path(__file__).parent",
    "a module of the student's": "import sys\nsys.path.append('..')\nfrom helpers import plot",
    "every warning an error": "import warnings\nwarnings.simplefilter('error')",
    "a password": "import getpass\npassword = getpass.getpass()",
    "something awaited": "import asyncio\nawait asyncio.sleep(0)",
    "Python ends": "import sys\nsys.exit()",
    "a comment, then a magic": "# my imports\n%%time\n",
}


@pytest.mark.parametrize("text", BEFORE.values(), ids=BEFORE)
def test_nothing_in_front_of_the_imports_takes_points(text):
    assert graded(before_imports(text)).points == 100


@pytest.mark.parametrize("text", BEFORE.values(), ids=BEFORE)
def test_nothing_in_front_of_an_answer_takes_points(text):
    assert graded(answering("cost", f"{text}\n{COST}")).points == 100


def cell_after_the_imports(text):
    return lambda cells: cells.insert(FIRST + 1, nbformat.v4.new_code_cell(text))


LINES = COST.split("\n")
RESET = "for name in list(globals()):\n    if name[0] != '_':\n        del globals()[name]"
AROUND = {
    "all imports are gone": lambda cells: cells.pop(FIRST),
    "numpy is deleted": cell_after_the_imports("del np, check"),
    "everything is reset": cell_after_the_imports(RESET),
    "another library has its name": cell_after_the_imports("import cupy as np"),
    "a pasted session": answering("cost", "\n".join([">>> import math", *(f">>> {line}" for line in LINES)])),
    "an indented cell": answering("cost", "\n".join(f"    {line}" for line in LINES)),
    "a cell as code": answering("cost", f"get_ipython().run_cell_magic('time', '', {COST + chr(10)!r})"),
}


@pytest.mark.parametrize("change", AROUND.values(), ids=AROUND)
def test_what_the_release_imports_is_there_for_every_cell(change):
    assert graded(change).points == 100


def test_a_students_own_binding_wins_where_it_works():
    own = "import math as np\nnp.asarray = None\n"
    verdict = graded(answering("cost", f"{own}{COST}"))
    assert verdict.questions["cost"].points == 0
    verdict = graded(answering("cost", f"check = 7\nassert check == 7\n{COST}"))
    assert verdict.points == 100


def test_the_report_and_the_cell_say_which_line_failed_and_what_was_done():
    verdict = graded(before_imports("import os\nos.chdir('/content')"))
    note = next(note for note in verdict.notes if "stopped" in note)
    assert note.startswith("cell 2, line 2: stopped (FileNotFoundError: ") and "were run all the same" in note
    said = [output for output in verdict.outputs["1"] if output.get("name") == "stderr"]
    assert said[-1]["text"].startswith("Line 2 stopped. The lines below it were run all the same")


def test_a_cell_that_ends_with_what_fails_needs_no_remark():
    assert graded(answering("cost", f"{COST}\n1 / 0")).notes == []


@pytest.mark.parametrize("stop", ["raise SystemExit", "assert False", "exit()", "undefined_name"])
def test_older_work_below_a_stop_replaces_nothing(stop):
    old = COST.replace("return ", "return 2 * ")
    assert graded(answering("cost", f"{COST}\n\n\n{stop}\n\n\n{old}")).points == 100


def test_a_line_that_went_well_at_home_lets_the_later_definition_count():
    old = COST.replace("return ", "return 2 * ")
    assert graded(answering("cost", f"{old}\nimport pandas as pd\npd.show_versions()\n{COST}")).points == 100


def test_a_loop_without_end_takes_its_time_once_and_what_is_defined_below_it_counts():
    verdict = graded(answering("cost", f"while True:\n    pass\n{COST}"))
    assert verdict.points == 100
    assert any("a loop without end?" in note for note in verdict.notes)


def test_a_function_with_an_error_of_syntax_is_not_made_up():
    broken = COST.replace("def cost(", "def helper(z):\n    return z +\n\n\ndef cost(")
    assert graded(answering("cost", broken)).points == 100  # the helper is not needed
    verdict = graded(answering("cost", "def cost(y_hat, y):\n    return float(np.mean((y_hat - y) ** 2)\n"))
    assert verdict.questions["cost"].points == 0
    assert "SyntaxError" in verdict.questions["cost"].said


@pytest.mark.parametrize("magic", ["%%bash", "%%writefile cost.py", "%%html", "%md", "%sql"])
def test_what_is_not_python_is_not_run(magic):
    verdict = graded(answering("cost", f"{magic}\n{COST}"))
    assert verdict.questions["cost"].points == 0
    assert magic.split()[0] in verdict.questions["cost"].said
