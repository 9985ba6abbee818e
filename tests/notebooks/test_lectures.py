"""The lectures' exercises: unsolved they stop nobody, solved they pass, and each check names what it should."""

import ast
import importlib
import re

import pytest
from dlgrader.mistakes.lectures import LECTURES
from dlgrader.mistakes.matrix import reads_alike
from IPython.utils.capture import capture_output
from lecture_text import NOTEBOOKS, TEXT, cells, run, solutions

from dlcourse.widgets.predictions import QUESTIONS, WRONG, ask
from dlcourse.widgets.shared.view import PREDICT

DETAILS = re.compile(r"<details><summary>(.*?)</summary>")


def test_every_lecture_has_a_bank():
    assert list(NOTEBOOKS) == list(LECTURES)


@pytest.mark.parametrize("lecture", LECTURES)
def test_unsolved_shows_to_do_and_stops_nobody(lecture):
    shown, _ = run(lecture, {})
    names = re.findall(r"(\w+): to do", "\n".join(shown))
    assert "np.float64(" not in "\n".join(shown)  # a number reads as a number
    assert names == list(LECTURES[lecture].MUTANTS)


@pytest.mark.parametrize("lecture", LECTURES)
def test_solutions_pass(lecture):
    answers = solutions(lecture)
    assert list(answers) == list(LECTURES[lecture].MUTANTS)
    shown, names = run(lecture, answers)
    assert ": to do" not in "\n".join(shown)
    check = importlib.import_module(f"dlcourse.check.lectures.{lecture}")
    for name in answers:
        report = getattr(check, f"inspect_{name}")(names[name])
        assert report.passed, report


@pytest.mark.parametrize("lecture", LECTURES)
def test_each_exercise_is_stub_check_hints_solution(lecture):
    sequence = cells(lecture)
    stubs = [
        k for k, cell in enumerate(sequence) if "raise NotImplementedError(" in cell.source and cell.cell_type == "code"
    ]
    assert 3 <= len(stubs) <= 6
    for k in stubs:
        name = re.match(r"def (\w+)\(", sequence[k].source).group(1)
        assert ast.get_docstring(ast.parse(sequence[k].source).body[0])
        assert sequence[k + 1].source.splitlines()[-1] == f"check.{name}({name})"
        assert DETAILS.findall(sequence[k + 2].source) == ["Hint 1", "Hint 2", "Hint 3", "Solution"]


def last_words(lecture):
    """The last cell with prose; a cell that runs all checks of the notebook may stand below it."""
    return [cell.source for cell in cells(lecture) if cell.cell_type == "markdown"][-1]


@pytest.mark.parametrize("lecture", LECTURES)
def test_begins_with_objectives_and_ends_with_questions(lecture):
    first, last = cells(lecture)[0].source, last_words(lecture)
    assert 3 <= len(re.findall(r"^- ", first, re.MULTILINE)) <= 5
    assert re.search(r"\*\*Time:\*\* \d+ minutes\. \*\*Builds on:\*\*", first)
    questions, answers = last.split("<details><summary>Answers</summary>")
    assert "What you can now do" in last
    for part in (questions, answers):
        assert re.findall(r"^(\d)\. ", part, re.MULTILINE) == ["1", "2", "3"]
    assert len(re.findall(r"\?$|\? ", questions, re.MULTILINE)) >= 3
    for link in re.findall(r"\]\(([\w-]+)\.ipynb\)", first + last):
        assert (TEXT / f"{link}.py").exists(), link


def test_each_links_to_the_one_before_and_the_one_after():
    stems = [path.stem for path in NOTEBOOKS.values()]
    for k, lecture in enumerate(NOTEBOOKS):
        before = stems[k - 1] if k else None
        after = stems[k + 1] if k + 1 < len(stems) else None
        for line in (cells(lecture)[0].source.splitlines()[-1], last_words(lecture).splitlines()[-1]):
            assert re.findall(r"\]\(([\w-]+)\.ipynb\)", line) == [name for name in (before, after) if name], lecture
            assert line.startswith("Previous: ") == bool(before) and "Next: " in line


@pytest.mark.parametrize("lecture", LECTURES)
def test_a_view_stays_locked_until_its_question_is_answered(lecture):
    code = "\n".join(cell.source for cell in cells(lecture) if cell.cell_type == "code")
    asked = re.findall(r"predict=ask\(\"(.*?)\"\)", code)
    assert asked and set(asked) <= set(QUESTIONS)
    assert '"answer":' not in code  # the answer does not stand above its question


def test_every_question_can_be_answered_and_is_asked_once():
    text = "\n".join(path.read_text(encoding="utf-8") for path in NOTEBOOKS.values())
    for name in QUESTIONS:
        assert text.count(f'ask("{name}")') == 1, name
        question = ask(name)
        assert set(question) == PREDICT and len(set(question["choices"])) == 3
        assert 0 <= question["answer"] < 3 and question["question"].endswith("?") and question["because"].endswith(".")
    places = [ask(name)["answer"] for name in QUESTIONS]
    assert all(places.count(place) >= len(places) // 4 for place in range(3))  # no place is the better guess
    with pytest.raises(ValueError, match="no question is called 'why'"):
        ask("why")


def test_every_choice_has_its_reply_and_every_wrong_one_a_misconception():
    assert set(WRONG) == set(QUESTIONS)
    for name, question in QUESTIONS.items():
        right, asked = question["choices"][question["answer"]], ask(name)
        assert asked["choices"][asked["answer"]] == right and sorted(asked["choices"]) == sorted(question["choices"])
        assert set(WRONG[name]) == set(question["choices"]) - {right}, name
        for choice, (misconception, reply) in WRONG[name].items():
            assert f"“{choice}”? {reply}" in asked["because"] and reply.endswith(".") and misconception
    ids = [misconception for replies in WRONG.values() for misconception, _ in replies.values()]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("lecture", LECTURES)
def test_code_cells_are_short_and_narrow(lecture):
    for cell in cells(lecture):
        if cell.cell_type == "code":
            lines = cell.source.splitlines()
            assert len(lines) <= 14, cell.source
            assert max(map(len, lines)) <= 104, max(lines, key=len)  # what 1366 pixels show beside the list of files


MUTANTS = [(q, e, m) for q, bank in LECTURES.items() for e, mutants in bank.MUTANTS.items() for m in mutants]
VARIANTS = [(q, e, v) for q, bank in LECTURES.items() for e, variants in bank.VARIANTS.items() for v in variants]


@pytest.mark.parametrize(("lecture", "exercise", "mutant"), MUTANTS)
def test_a_mistake_is_found_and_named(lecture, exercise, mutant):
    check = importlib.import_module(f"dlcourse.check.lectures.{lecture}")
    report = getattr(check, f"inspect_{exercise}")(LECTURES[lecture].MUTANTS[exercise][mutant])
    assert report.started and not report.passed
    assert mutant.startswith("?") or report.mistakes == [mutant], report
    assert not [one for one in report.checks if one.passed is False and reads_alike(one)], report
    with capture_output(), pytest.raises(AssertionError) as raised:
        getattr(check, exercise)(LECTURES[lecture].MUTANTS[exercise][mutant])
    assert str(raised.value).startswith(f"{exercise}: ") and "\n" not in str(raised.value)


@pytest.mark.parametrize(("lecture", "exercise", "variant"), VARIANTS)
def test_another_right_answer_passes(lecture, exercise, variant):
    check = importlib.import_module(f"dlcourse.check.lectures.{lecture}")
    report = getattr(check, f"inspect_{exercise}")(LECTURES[lecture].VARIANTS[exercise][variant])
    assert report.passed, report
