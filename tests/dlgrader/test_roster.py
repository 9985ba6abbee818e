"""The class of the demonstration."""

from dlgrader.demo.roster import roster
from dlgrader.mistakes.implementing_backpropagation import MUTANTS, QUESTIONS


def test_the_class_holds_every_kind_of_submission():
    students = roster(24)
    assert len({student.id for student in students}) == 24
    assert len({(student.first_name, student.last_name) for student in students}) == 24
    assert students[0].solved == tuple(QUESTIONS)
    assert not students[0].mutants
    assert students[1].solved == ()
    assert sum(0 < len(student.solved) < len(QUESTIONS) for student in students) >= 3
    assert sum(bool(student.mutants) for student in students) >= 12
    assert any(len(student.mutants) == 2 for student in students)


def test_two_mistakes_of_a_student_lie_in_two_questions():
    question = {mutant.id: mutant.question for mutant in MUTANTS}
    for student in roster(60):
        assert len({question[name] for name in student.mutants}) == len(student.mutants)


def test_the_same_number_gives_the_same_class():
    assert roster(40) == roster(40)
    assert roster(40)[:24] == roster(24)
