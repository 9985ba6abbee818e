"""The made-up class of the demonstration: who handed in what."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import cycle, zip_longest

from dlgrader.mistakes.implementing_backpropagation import MUTANTS, QUESTIONS

_NAMES = """
Amara Okafor|Yuki Tanaka|Lucía Fernández|Omar Haddad|Priya Raman|Jonas Weber|Mei Lin|Sofia Rossi|Tomasz Kowalski
Fatima Zahra Bennis|Noah Williams|Ana Souza|Nguyen Van Minh|Ingrid Solberg|Kwame Mensah|Leila Karimi|Arjun Patel
Chloé Martin|Diego Morales|Hana Kim|Mehmet Yilmaz|Olena Shevchenko|Samuel Cohen|Zanele Dlamini|Aoife Byrne
Ravi Shankar|Maria Papadopoulou|Ibrahim Diallo|Emma Virtanen|Carlos Mendoza
"""
NAMES = [name.strip() for line in _NAMES.strip().splitlines() for name in line.split("|")]


@dataclass(frozen=True)
class Student:
    """One submission to make.

    Attributes
    ----------
    id : str
        nbgrader's student id.
    first_name, last_name : str
    solved : tuple of str
        The questions answered; the others keep their stub.
    mutants : tuple of str
        Ids of the bank's mistakes put into the answers.
    """

    id: str
    first_name: str
    last_name: str
    solved: tuple[str, ...] = tuple(QUESTIONS)
    mutants: tuple[str, ...] = field(default=())


def roster(count: int) -> list[Student]:
    """`count` students: one has the reference, one the untouched release, a few are partly done, the others err.

    The same `count` gives the same class.
    """
    questions = tuple(QUESTIONS)
    partly = cycle([questions[:3], questions[:6], questions[:1], questions[:4] + questions[5:8]])
    mistakes = cycle(_spread())
    students = []
    for index in range(count):
        name = NAMES[index % len(NAMES)]
        first, last = name.rsplit(" ", 1)
        if index >= len(NAMES):
            last = f"{last} {index // len(NAMES) + 1}"
        solved, mutants = questions, ()
        if index == 1:
            solved = ()
        elif index % 6 == 4:
            solved = next(partly)
        elif index > 1:
            one = next(mistakes)
            mutants = (one.id,)
            if index % 5 == 0:  # some get two questions wrong
                other = next(other for other in mistakes if other.question != one.question)
                mutants = (one.id, other.id)
        students.append(Student(f"s{index + 1:03d}", first, last, solved, mutants))
    return students


def _spread() -> list:
    """The bank's mistakes, taken in turn from each question, so that a small class meets many kinds."""
    by_question = {question: [m for m in MUTANTS if m.question == question] for question in QUESTIONS}
    # backward is where most goes wrong: it comes round three times as often.
    backward = by_question["backward"]
    third = max(1, -(-len(backward) // 3))
    columns = [*by_question.values(), backward[third : 2 * third], backward[2 * third :]]
    columns[list(QUESTIONS).index("backward")] = backward[:third]
    return [mutant for row in zip_longest(*columns) for mutant in row if mutant]
