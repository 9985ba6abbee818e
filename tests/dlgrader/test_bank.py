"""Tests of the tests: every wrong solution is caught and named, no right one loses a point."""

import ast
import inspect

import numpy as np
import pytest
from dlgrader.assignments import implementing_backpropagation as scored
from dlgrader.mistakes import __main__ as command
from dlgrader.mistakes.implementing_backpropagation import (
    MUTANTS,
    QUESTIONS,
    VARIANTS,
    namespace,
    reference,
    solution_cells,
    source_of,
)
from dlgrader.mistakes.matrix import is_specific, public_verdict, run

from dlcourse import nn
from dlcourse.check import CHECKS
from dlcourse.check.by_hand import KEYS, NETWORK

GROUPS = {
    "averaging", "bias", "activation derivative", "chain", "sign and size", "order and state", "forward and cost",
    "initialization", "mini-batches", "training", "gradient check", "by hand",
}  # fmt: skip


def ids(entries):
    return [entry.id for entry in entries]


def test_the_bank_is_large_enough_and_every_entry_has_its_own_id():
    assert len(MUTANTS) >= 60
    assert len(VARIANTS) >= 16
    everything = ids(MUTANTS) + ids(VARIANTS)
    assert len(set(everything)) == len(everything)
    assert {mutant.group for mutant in MUTANTS} == GROUPS
    assert {mutant.question for mutant in MUTANTS} == set(QUESTIONS)


def test_points_sum_to_100():
    assert set(scored.POINTS) == set(QUESTIONS)
    assert sum(scored.POINTS.values()) == 100


@pytest.mark.parametrize("mutant", MUTANTS, ids=ids(MUTANTS))
def test_a_mutant_names_existing_checks_and_changes_its_own_question_alone(mutant):
    assert mutant.killed_by
    assert mutant.killed_by <= set(CHECKS[mutant.question])
    assert set(mutant.functions) <= set(QUESTIONS[mutant.question])
    assert mutant.description


@pytest.mark.parametrize("mutant", MUTANTS, ids=ids(MUTANTS))
def test_the_grader_kills_a_mutant_names_it_and_takes_no_other_points(mutant):
    outcome = run(mutant)
    assert outcome.faults == []
    assert outcome.killed
    assert outcome.mistakes  # every mistake has a name
    assert not outcome.false_alarm


@pytest.mark.parametrize("variant", VARIANTS, ids=ids(VARIANTS))
def test_the_grader_gives_a_right_solution_100(variant):
    outcome = run(variant)
    assert outcome.faults == []
    assert sum(outcome.points.values()) == 100


@pytest.mark.parametrize("mutant", MUTANTS, ids=ids(MUTANTS))
def test_the_students_own_check_kills_a_mutant_too(mutant):
    said = public_verdict(mutant.question, namespace(mutant.functions))
    assert said is not None
    assert "\n" not in said
    assert is_specific(said, mutant.question)


@pytest.mark.parametrize("variant", VARIANTS, ids=ids(VARIANTS))
def test_the_students_own_check_accepts_a_right_solution(variant):
    names = namespace(variant.functions)
    assert {question: public_verdict(question, names) for question in QUESTIONS} == dict.fromkeys(QUESTIONS)


def test_the_command_prints_rates_and_exits_0(capsys, monkeypatch):
    monkeypatch.setattr(command, "MUTANTS", MUTANTS[:2])
    monkeypatch.setattr(command, "VARIANTS", VARIANTS[:1])
    assert command.main() == 0
    assert "kill rate 2 of 2 (100.0%), false alarms 0" in capsys.readouterr().out


def test_the_command_exits_1_when_a_wrong_solution_survives(capsys, monkeypatch):
    harmless = type(MUTANTS[0])("harmless", "cost", "averaging", "nothing is wrong", {}, {"value"})
    monkeypatch.setattr(command, "MUTANTS", [harmless])
    monkeypatch.setattr(command, "VARIANTS", VARIANTS[:1])
    assert command.main() == 1
    said = capsys.readouterr().out
    assert "kill rate 0 of 1 (0.0%)" in said
    assert "survives" in said


def test_the_reference_agrees_with_the_courses_network():
    rng = np.random.default_rng(1)
    parameters = nn.initialize_parameters([2, 3, 2, 1], rng)
    X, y = rng.normal(size=(7, 2)), rng.uniform(size=(7, 1))
    for hidden in ("sigmoid", "tanh", "relu", "identity"):
        y_hat, cache = reference.forward(X, parameters, hidden, "sigmoid")
        gradients = reference.backward(y, parameters, cache, hidden, "sigmoid")
        expected = nn.backward(y, parameters, nn.forward(X, parameters, hidden, "sigmoid")[1], hidden, "sigmoid")
        assert np.isclose(reference.cost(y_hat, y), nn.mse(y_hat, y))
        for name, value in expected.items():
            np.testing.assert_allclose(gradients[name], value, rtol=1e-12, atol=1e-15)


def test_the_references_numbers_on_paper_are_those_of_the_given_network():
    X, y, parameters = (NETWORK[key] for key in ("X", "y", "parameters"))
    y_hat, cache = nn.forward(X, parameters)
    gradients = nn.backward(y, parameters, cache)
    assert tuple(reference.answers) == KEYS
    assert reference.answers["cost"] == pytest.approx(nn.mse(y_hat, y), abs=1e-4)
    for i in (0, 1):
        assert reference.answers[f"z1_{i}"] == pytest.approx(cache["Z1"][0, i], abs=1e-4)
        assert reference.answers[f"db1_{i}"] == pytest.approx(gradients["db1"][i], abs=1e-4)
        for j in (0, 1):
            assert reference.answers[f"dW1_{i}{j}"] == pytest.approx(gradients["dW1"][i, j], abs=1e-4)


@pytest.mark.parametrize("entry", [*MUTANTS, *VARIANTS], ids=ids([*MUTANTS, *VARIANTS]))
def test_cells_run_in_order_and_define_what_the_namespace_defines(entry):
    names = {"np": np}
    cells = solution_cells(entry.functions)
    assert list(cells) == list(QUESTIONS)
    for text in cells.values():
        exec(text, names)
    for name in (name for question in QUESTIONS.values() for name in question):
        assert name in names
    for name, text in source_of(entry).items():
        assert any(text.strip() in cell for cell in cells.values())
        defined = ast.parse(text).body[0]
        assert name == (defined.targets[0].id if isinstance(defined, ast.Assign) else defined.name)


def test_the_signatures_are_the_assignments():
    for mutant in [*MUTANTS, *VARIANTS]:
        for name, definition in mutant.functions.items():
            if name != "answers" and hasattr(reference, name):
                expected = inspect.signature(getattr(reference, name))
                assert inspect.signature(definition) == expected, mutant.id
