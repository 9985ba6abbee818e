"""What steps of lessons are written with."""


def ask(question, choices, answer, because):
    return {"question": question, "choices": choices, "answer": answer, "because": because}


def racers(name, *values):
    return [{name: value} for value in values]
