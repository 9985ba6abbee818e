"""Nearly equal answers are found whatever their names; honest ones never are."""

from itertools import product

import pytest
from dlgrader.mistakes.bank import source_text
from dlgrader.mistakes.implementing_backpropagation import BANK
from dlgrader.reports.classdata import Answer, Class
from dlgrader.reports.similar import alike, given_by_bank, together
from dlgrader.reports.syntax import line_shape, pieces

STUB = "def backward(y, parameters, cache):\n    raise NotImplementedError('x')\n"
LOOP = """
def backward(y, parameters, cache):
    grads = {}
    count = len(parameters) // 2
    for layer in reversed(range(1, count + 1)):
        if layer == count:
            upstream = 2 * (cache["A" + str(layer)] - y) / len(y)
        slope = cache["A" + str(layer)] * (1 - cache["A" + str(layer)])
        local = upstream * slope
        grads[f"dW{layer}"] = np.einsum("ij,ik->jk", local, cache["A" + str(layer - 1)])
        grads[f"db{layer}"] = local.sum(0)
        upstream = np.einsum("ij,jk->ik", local, parameters["W" + str(layer)])
    return grads
"""
OTHER = """
def backward(y, parameters, cache):
    L = max(int(k[1:]) for k in parameters)
    delta = {L: (cache[f"A{L}"] - y) * 2 / y.shape[0] * sigmoid_prime(cache[f"Z{L}"])}
    while min(delta) > 1:
        l = min(delta)
        delta[l - 1] = delta[l].dot(parameters[f"W{l}"]) * sigmoid_prime(cache[f"Z{l - 1}"])
    out = dict()
    for l, d in delta.items():
        out[f"dW{l}"] = np.matmul(np.transpose(d), cache[f"A{l - 1}"])
        out[f"db{l}"] = np.ones(d.shape[0]) @ d
    return out
"""


def found(answers, **more):
    """Sets of students that are alike, from {student: text}."""
    whole = Class("a", {"backward": 25}, answers={who: {"backward": Answer(text)} for who, text in answers.items()})
    whole.stubs = {"backward": Answer(more.get("stub", STUB))}
    whole.solutions = {"backward": Answer(more.get("solution", "pass"))}
    return [set(one.students) for one in alike(whole)]


def renamed(text):
    for before, after in {"grads": "g", "layer": "i", "upstream": "up", "slope": "s", "local": "loc"}.items():
        text = text.replace(before, after)
    return "# mine\n" + text.replace("    grads", "    # here\n    grads").replace(" = ", "  =  ")


def test_other_names_comments_and_layout_hide_nothing():
    assert found({"a": LOOP, "b": renamed(LOOP), "c": OTHER}) == [{"a", "b"}]


def test_a_few_changed_lines_hide_nothing():
    changed = renamed(LOOP).replace("    return", "    print('done')\n    return").replace("len(y)", "y.shape[0]")
    assert found({"a": LOOP, "b": changed, "c": OTHER}) == [{"a", "b"}]


def test_different_answers_are_not_alike():
    assert found({"a": LOOP, "b": OTHER}) == []


@pytest.mark.parametrize("text", [STUB, "x = 1", "def cost(y, a):\n    return np.mean((a - y) ** 2)\n", "", "def f(:"])
def test_untouched_and_short_answers_accuse_nobody(text):
    assert found({"a": text, "b": text, "c": text}) == []


MIDDLE = """
def mini_batches(X, y, size, rng):
    order = rng.permutation(len(X))
    found = []
    for start in range(0, len(order), size):
        chosen = order[start : start + size]
        found.append((X[chosen], y[chosen]))
    return found
"""


def test_one_answer_of_middle_length_is_no_evidence_and_several_are():
    names = [f"q{k}" for k in range(3)]
    texts = [MIDDLE, MIDDLE.replace("append", "insert").replace("(0, len", "(3, 2 * len"), MIDDLE.replace("+", "-")]

    def class_of(questions):
        whole = Class("a", dict.fromkeys(names, 1))
        whole.answers = {who: {q: Answer(texts[names.index(q)]) for q in questions} for who in "ab"}
        return {one.question for one in alike(whole)}

    assert class_of(names[:1]) == set()
    assert class_of(names) == set(names)


def test_the_solution_itself_accuses_nobody():
    assert found({"a": LOOP, "b": LOOP}, solution=renamed(LOOP)) == []


def test_what_many_wrote_accuses_nobody():
    tails = ["".join(signs) for signs in product("+-*/%", repeat=3)]
    answers = {f"s{k}": LOOP + f"    x = y{'2'.join(tail)}1\n" for k, tail in enumerate(tails[:30])}
    assert found(answers) == []
    assert len(found(dict(list(answers.items())[:2]))) == 1


def test_the_banks_answers_are_no_evidence():
    """A class of the bank's unusual right answers, each handed in by two students."""
    whole = Class("implementing-backpropagation", dict(BANK.points))
    reference = BANK.solution_cells()
    for variant in BANK.variants:
        cells = {name: Answer(text) for name, text in BANK.solution_cells(variant.functions).items()}
        whole.answers |= {f"{variant.id}-{k}": cells for k in (1, 2)}
    whole.solutions = {name: Answer(text) for name, text in reference.items()}
    assert alike(whole, given_by_bank(whole.assignment)) == []


def test_mistakes_of_a_kind_accuse_nobody():
    """Flawed copies of the plain solution are no copies of one another."""
    whole = Class("implementing-backpropagation", dict(BANK.points))
    whole.solutions = {name: Answer(text) for name, text in BANK.solution_cells().items()}
    for mutant in [one for one in BANK.mutants if one.question == "backward"][::4]:
        text = source_text("backward", mutant.functions.get("backward", BANK.reference.backward))
        whole.answers[mutant.id] = {"backward": Answer(text)}
    pairs = together(alike(whole, given_by_bank(whole.assignment)))
    assert pairs == []


def test_prose_is_compared_by_its_words():
    words = " ".join(f"word{k}" for k in range(100))
    whole = Class("a", {"explain": 4})
    whole.answers = {
        "a": {"explain": Answer(words, False)},
        "b": {"explain": Answer(words.upper().replace(" ", "\n"), False)},
        "c": {"explain": Answer("Because of the chain rule.", False)},
        "d": {"explain": Answer("Because of the chain rule.", False)},
    }
    assert [set(one.students) for one in alike(whole)] == [{"a", "b"}]


def test_pieces_of_anything():
    assert pieces("") == set()
    assert pieces("%matplotlib inline\n!ls\nx = 1") == pieces("y = 1")
    assert pieces("a = b + c") != pieces("a = b + b")
    assert pieces("import numpy\n'text'\nx: int = 3")
    assert pieces("(" * 5000)
    assert line_shape("  for i in x:  # c") == line_shape("for k in y:")
    assert line_shape("# c") == ()
