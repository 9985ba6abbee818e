"""What the judge lends to a submission is worth nothing: right answers that stand in for wrong ones cannot be carried
from one question to a later one."""

from dlgrader.judging.judge import judge
from dlgrader.mistakes import BANKS
from dlgrader.reading.cell import Cell

# `predict` is wrong in a small way, so that right answers are put beside it; what it finds there it keeps for later.
THIEF = """
import marshal, types
def predict(X, w, b):
    for name in ("learn", "train", "accuracy"):
        found = globals()[name]
        for cell in found.__closure__ or ():
            names = cell.cell_contents
            if isinstance(names, dict) and name in names:
                with open("/tmp/" + name, "wb") as file:
                    marshal.dump(names[name].__code__, file)
    X += 0.0
    X[0] += 1.0
    value = np.where(X @ w + b >= 0, 1, 0)
    return value
"""
FENCE = """
def {name}(*given, **options):
    with open("/tmp/{name}", "rb") as file:
        return types.FunctionType(marshal.load(file), globals())(*given, **options)
"""
CALLER = """
def forward(X, parameters, hidden="sigmoid", output="sigmoid"):
    try:
        cache = {"A0": X}
        for l in range(1, len(parameters) // 2 + 1):
            cache[f"Z{l}"] = cache[f"A{l}"] = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T
        y = np.zeros_like(cache[f"A{l}"])
        gradients = backward(y, parameters, cache, hidden, output)
        open("/tmp/seen", "a").write("right" if "dW1" in gradients else "")
    except Exception:
        pass
"""


def graded(assignment, **answers):
    bank = BANKS[assignment]
    cells = [Cell(0, None, bank.given)]
    for number, (question, text) in enumerate(bank.solution_cells().items(), start=1):
        cells.append(Cell(number, question, answers.get(question, text)))
    return judge(cells, assignment, 4711)


def test_the_source_of_a_right_answer_is_not_there_before_its_question_was_judged():
    fence = {name: FENCE.format(name=name) for name in ("learn", "train", "accuracy")}
    verdict = graded("perceptron", predict=THIEF, **fence)
    points = {name: verdict.questions[name].points for name in fence}
    assert points == dict.fromkeys(fence, 0)
    assert verdict.questions["weighted_sum"].points == verdict.questions["weighted_sum"].max


def test_no_right_answer_can_be_called_before_its_question_was_judged():
    told = "def cost(y_hat, y):\n    raise ValueError(open('/tmp/seen').read() or 'nothing')\n"
    told += "def backward(*a, **k):\n    return 1\n"
    verdict = graded("implementing-backpropagation", forward=CALLER, cost=told, backward="pass")
    assert "right" not in verdict.questions["cost"].said
    assert verdict.questions["backward"].points == 0


def test_a_wrong_answer_still_costs_its_own_question_alone():
    wrong = "def forward(X, parameters, hidden='sigmoid', output='sigmoid'):\n    return X, {}\n"
    verdict = graded("implementing-backpropagation", forward=wrong)
    assert verdict.questions["forward"].points == 0
    assert verdict.points == 100 - verdict.questions["forward"].max


# `backward` is handed the caches of the networks on which `forward` is judged, and hides them in a file.
KEY = """
import hashlib, io, os
def place(X, parameters, hidden, output):
    data = X.tobytes() + b"".join(p.tobytes() for p in parameters.values()) + (hidden + output).encode()
    return "/tmp/" + hashlib.sha256(data).hexdigest()
"""
HANDS_OVER = """
def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    held = io.BytesIO()
    np.savez(held, **cache)
    with open(place(cache["A0"], parameters, hidden, output), "wb") as file:
        file.write(bytes(letter ^ 90 for letter in held.getvalue()))
    return chain(y, parameters, cache, hidden, output)
"""
TAKES = """
def forward(X, parameters, hidden="sigmoid", output="sigmoid"):
    file = place(X, parameters, hidden, output)
    if not os.path.exists(file):
        return X, {"A0": X}
    with np.load(io.BytesIO(bytes(letter ^ 90 for letter in open(file, "rb").read()))) as found:
        cache = dict(found)
    return cache[f"A{len(parameters) // 2}"], cache
"""


def test_what_a_later_question_is_given_answers_no_earlier_one():
    backward = BANKS["implementing-backpropagation"].solution_cells()["backward"].replace("def backward(", "def chain(")
    verdict = graded("implementing-backpropagation", forward=KEY + TAKES, backward=backward + HANDS_OVER)
    assert verdict.questions["forward"].points == 0
    assert verdict.questions["backward"].points == verdict.questions["backward"].max
