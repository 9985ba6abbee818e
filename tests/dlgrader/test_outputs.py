"""Which question a test cell grades."""

import pytest
from dlgrader.gradebook import outputs


@pytest.mark.parametrize(
    ("cell", "before", "question"),
    [
        ("test_cost", "forward", "cost"),  # its own name, wherever it stands
        ("cost", "forward", "cost"),
        ("more_tests", "cost", "cost"),  # another name: the answer before it
        ("test_of_costs", "cost", "cost"),
        ("test_of_costs", None, "of_costs"),  # nothing stands before it
    ],
)
def test_by_its_name_else_the_answer_before_it(cell, before, question):
    assert outputs.tested_question(cell, before, ["forward", "cost"]) == question
