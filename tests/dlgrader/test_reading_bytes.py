"""Bytes that are hardly a notebook, and notebooks of any structure: never a traceback."""

import importlib
import importlib.util
import json
from pathlib import Path

import pytest
from dlgrader.reading import read_submission
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

_spec = importlib.util.spec_from_file_location("reading_cases", Path(__file__).with_name("test_reading.py"))
cases = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(cases)

TEXT = json.dumps(cases.HONEST, indent=1, ensure_ascii=False)
DATA = TEXT.encode()
CALM = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "the file is empty"),
        (b"\0\0\0 \n", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(1, 123)) * 20, "the file is a picture (PNG)"),
        (b"[1, 2]", "the file is no notebook: it holds no JSON"),
        (b'{"nbformat": 4}', "it holds no list of cells"),
        (b'{"nbformat": 4, "cells": "none"}', "it holds no list of cells"),
        (b'{"nbformat": 4, "cells": {"a": 1}}', "it holds no list of cells"),
        (b'{"cells": [' + b"[" * 100_000, "the JSON is nested too deeply"),
        (DATA[:18_220], "JSON ends at byte 18,220"),
        (DATA[:5_000] + b"}}}" + DATA[5_000:18_000], None),
    ],
)
def test_what_cannot_be_read_needs_a_person(data, problem):
    submission = cases.read(data)
    assert submission.problem.startswith("notebook could not be read (")
    if problem:
        assert submission.problem == f"notebook could not be read ({problem})"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_encodings(encoding):
    cases.complete(cases.read(TEXT.encode(encoding)))


def test_odd_numbers_and_characters():
    notebook = cases.submitted()
    text = json.dumps(notebook).replace('"metadata": {', '"metadata": {"x": NaN, "y": ' + "9" * 10_000 + ", ", 3)
    cases.complete(cases.read(text.encode()))
    notebook["cells"].append({"cell_type": "code", "metadata": {}, "source": 's = "\ud800\0"'})
    submission = cases.read(notebook)
    cases.complete(submission)
    assert submission.cells[-1].source == 's = "\ufffd\ufffd"'


def test_a_hundred_megabytes_of_outputs_are_never_parsed(monkeypatch):
    notebook = cases.submitted()
    place = cases.index_of(notebook, "cost")
    notebook["cells"][place]["outputs"] = ["LARGE"]
    before, after = json.dumps(notebook).encode().split(b'"LARGE"')
    one = b'{"output_type": "stream", "name": "stdout", "text": "' + b'\\"}]' * 250_000 + b'"}'
    data = before + b",".join([one] * 100) + after
    assert len(data) > 100_000_000
    module = importlib.import_module("dlcourse.notebooks.decode")
    seen = []
    parse = module._parse
    monkeypatch.setattr(module, "_parse", lambda text, *rest: (seen.append(len(text)), parse(text, *rest)))
    cases.complete(cases.read(data))
    assert seen[0] < 100_000


def test_a_broken_output_costs_nothing():
    notebook = cases.submitted()
    notebook["cells"][cases.index_of(notebook, "cost")]["outputs"] = ["BROKEN"]
    cases.complete(
        cases.read(json.dumps(notebook).replace('"BROKEN"', "{nonsense: [1, 2,, }").replace(", }", "]}").encode())
    )


def test_the_tail_of_a_file_may_be_lost():
    submission = cases.read(DATA[:-10])
    cases.complete(submission)
    assert submission.notes[-1] == f"JSON ends at byte {len(DATA) - 10:,}, but every answer could be read"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(cases.GRADED),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "cells",
                    "metadata",
                    "nbgrader",
                    "grade_id",
                    "source",
                    "cell_type",
                    "outputs",
                    "attachments",
                    "id",
                    "tags",
                    "x",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=15,
)
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw", "heading", "odd"]) | VALUES,
        "source": st.text(max_size=40) | st.lists(st.text(max_size=10), max_size=3) | VALUES,
        "metadata": st.fixed_dictionaries(
            {"nbgrader": st.fixed_dictionaries({"grade_id": st.sampled_from(cases.GRADED)})}
        )
        | VALUES,
        "attachments": VALUES,
        "id": VALUES,
        "outputs": VALUES,
    },
)


@CALM
@given(st.fixed_dictionaries({}, optional={"cells": st.lists(CELLS | VALUES, max_size=8) | VALUES, "nbformat": VALUES}))
def test_any_structure(content):
    cases.read(json.dumps(content).encode())


@CALM
@given(st.binary(max_size=300))
def test_any_bytes(data):
    assert cases.read(data).problem is not None


@CALM
@given(st.permutations(range(len(cases.HONEST["cells"]))), st.sets(st.integers(0, 33), max_size=6))
def test_any_order_and_any_lost_metadata_keeps_every_answer(order, stripped):
    notebook = cases.submitted()
    for index in stripped:
        notebook["cells"][index]["metadata"] = {}
    notebook["cells"] = [notebook["cells"][index] for index in order]
    cases.complete(cases.read(notebook))


@CALM
@given(st.integers(0, len(DATA) - 1), st.integers(0, 200), st.binary(max_size=20))
def test_a_mutated_file_loses_no_answer_silently(start, length, inserted):
    submission = read_submission(DATA[:start] + inserted + DATA[start + length :], cases.RELEASE, cases.SOURCE)
    cases.well_formed(submission)
    stubs = {c.metadata.nbgrader.grade_id: c.source for c in cases.RELEASE.cells if "nbgrader" in c.metadata}
    undone = [cell.question for cell in submission.cells if cell.question and cell.source == stubs[cell.question]]
    for question in undone:
        assert submission.problem or any(question in note for note in submission.notes)
