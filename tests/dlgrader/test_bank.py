"""Tests of the tests, for every assignment: each wrong solution is caught and named, no right one loses a point."""

import ast
import inspect
import re

import numpy as np
import pytest
from dlgrader.cli.app import app
from dlgrader.mistakes import BANKS
from dlgrader.mistakes import __main__ as command
from dlgrader.mistakes.bank import Bank, Mutant, source_of
from dlgrader.mistakes.matrix import is_specific, public_verdict, run
from entries import documented, outcome_of
from typer.testing import CliRunner

CAPSTONE = BANKS["implementing-backpropagation"]
banks = pytest.mark.parametrize("bank", BANKS.values(), ids=list(BANKS))


def entries(*kinds):
    """Parametrise over (bank, entry), for the banks' "mutants", "variants" or both."""
    pairs = [(bank, entry) for bank in BANKS.values() for kind in kinds for entry in getattr(bank, kind)]
    return pytest.mark.parametrize(("bank", "entry"), pairs, ids=[f"{b.assignment}-{e.id}" for b, e in pairs])


@banks
def test_a_bank_is_large_enough_and_every_entry_has_its_own_id(bank):
    everything = [entry.id for entry in [*bank.mutants, *bank.variants]]
    assert len(set(everything)) == len(everything)
    for question in bank.questions:
        assert sum(mutant.question == question for mutant in bank.mutants) >= 5, question
        own = set(bank.questions[question])
        # The reference's is a style too.
        assert 1 + sum(bool(own & set(variant.functions)) for variant in bank.variants) >= 2, question
    assert {mutant.question for mutant in bank.mutants} == set(bank.questions)


@banks
def test_points_sum_to_100(bank):
    assert set(bank.points) == set(bank.questions)
    assert not set(bank.points) & set(bank.manual)
    assert sum(bank.points.values()) + sum(bank.manual.values()) == 100


@banks
def test_checks_points_and_form_agree(bank):
    assert set(bank.checks) == set(bank.questions)
    for question in bank.description.questions:
        assert list(question.points) == bank.checks[question.name]


@entries("mutants")
def test_a_mutant_names_existing_checks_and_changes_its_own_question_alone(bank, entry):
    assert entry.killed_by
    assert entry.killed_by <= set(bank.checks[entry.question])
    assert set(entry.functions) <= set(bank.questions[entry.question])
    assert entry.description


@entries("mutants")
def test_the_grader_kills_a_mutant_names_it_and_takes_no_other_points(bank, entry):
    outcome = outcome_of(bank, entry)
    assert outcome.faults == []
    assert outcome.killed
    assert outcome.mistakes  # every mistake has a name
    assert [one for one in outcome.mistakes if not documented(one)] == []
    assert not outcome.false_alarm


@entries("variants")
def test_the_grader_gives_a_right_solution_every_point(bank, entry):
    outcome = outcome_of(bank, entry)
    assert outcome.faults == []
    assert outcome.points == bank.points


@entries("mutants")
def test_the_students_own_check_kills_a_mutant_too(bank, entry):
    said = public_verdict(bank, entry.question, bank.namespace(entry.functions))
    if entry not in bank.public_mutants:
        assert said is None  # whether it is right is told by the grader alone
        return
    assert said is not None
    assert "\n" not in said
    assert is_specific(said, entry.question)


@entries("variants")
def test_the_students_own_check_accepts_a_right_solution(bank, entry):
    names = bank.namespace(entry.functions)
    assert {q: public_verdict(bank, q, names) for q in bank.questions} == dict.fromkeys(bank.questions)


@pytest.fixture
def small_bank(monkeypatch):
    """A function that puts a bank with these mutants in the place of all others."""

    def put(mutants):
        bank = Bank(CAPSTONE.description, CAPSTONE.public, CAPSTONE.reference, mutants, CAPSTONE.variants[:1])
        monkeypatch.setattr(command, "BANKS", {"small": bank})

    return put


def test_the_command_prints_rates_and_exits_0(capsys, small_bank):
    small_bank(CAPSTONE.mutants[:2])
    assert command.main() == 0
    assert command.main(["small"]) == 0
    assert capsys.readouterr().out.count("kill rate 2 of 2 (100.0%), false alarms 0") == 2


def test_the_command_exits_1_when_a_wrong_solution_survives(capsys, small_bank):
    small_bank([Mutant("harmless", "cost", "averaging", "nothing is wrong", {}, {"value"})])
    assert command.main() == 1
    said = capsys.readouterr().out
    assert "kill rate 0 of 1 (0.0%)" in said
    assert "survives" in said


def test_check_assignment_prints_the_matrix_of_the_one_it_is_asked_for(small_bank):
    small_bank(CAPSTONE.mutants[:1])
    done = CliRunner().invoke(app, ["check-assignment", "small"])
    assert done.exit_code == 0
    assert "kill rate 1 of 1" in done.output
    mutant, variant = CAPSTONE.mutants[0], CAPSTONE.variants[0]
    (row,) = (line for line in done.output.splitlines() if line.startswith(mutant.id))
    outcome = run(CAPSTONE, mutant)
    assert outcome.mistakes and row.endswith("  " + "; ".join(outcome.mistakes))  # what a report's JSON gives
    assert all(check in row for check in outcome.failed)
    assert re.search(rf"^{variant.id} +right +100 of 100$", done.output, re.MULTILINE)


def test_check_assignment_names_what_it_does_not_know():
    done = CliRunner().invoke(app, ["check-assignment", "perceptrons"])
    assert done.exit_code == 2
    assert f"No assignment is called perceptrons. There are: {', '.join(BANKS)}." in done.output


def test_an_unknown_name_is_no_bank():
    assert "../implementing_backpropagation" not in BANKS
    with pytest.raises(KeyError):
        BANKS["matrix"]


@entries("mutants", "variants")
def test_cells_run_in_order_and_define_what_the_namespace_defines(bank, entry):
    names = {"np": np}
    cells = bank.solution_cells(entry.functions)
    assert list(cells) == list(bank.questions)
    for text in cells.values():
        exec(text, names)
    for name in (name for question in bank.questions.values() for name in question):
        assert name in names
    for name, text in source_of(entry).items():
        assert any(text.strip() in cell for cell in cells.values())
        defined = ast.parse(text).body[0]
        assert name == (defined.targets[0].id if isinstance(defined, ast.Assign) else defined.name)


@entries("mutants", "variants")
def test_the_signatures_are_the_assignments(bank, entry):
    for name, definition in entry.functions.items():
        expected = getattr(bank.reference, name, None)
        if callable(expected):
            given, wanted = inspect.signature(definition), inspect.signature(expected)
            assert list(given.parameters) == list(wanted.parameters)
            assert given == wanted or "-default-" in entry.id  # the mistake is the default
