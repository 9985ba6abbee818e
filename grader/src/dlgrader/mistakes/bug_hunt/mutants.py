"""Answers that are wrong: the suspects that look most guilty, and forms that cannot be read."""

from dlcourse.bug_hunt import source
from dlgrader.mistakes.bank import Mutant
from dlgrader.mistakes.bug_hunt import reference

KIND, LINE, BOTH = {"kind"}, {"line"}, {"kind", "line"}


def at(name, code):
    """The number of the one line of a program in which ``code`` stands."""
    (number,) = (k for k, line in enumerate(source(name).splitlines(), start=1) if code in line)
    return number


# fmt: off
# name -> what a student who looked there would answer: (id, why, kind, code of the line, checks that fail)
SUSPECTS = {
    "rents": (
        ("average", "the factor 2 / len(y) of a batch is suspected", "b", "dZ = 2 *", BOTH),
        ("slice", "the slice at the end of the data is suspected", "k", "rows = order", LINE),
        ("order", "the permutation is suspected", "j", "order = rng", BOTH),
        ("bias", "the right line, a bias suspected", "f", "for start in", KIND),
        ("stop", "the right line, taken for a stopping rule", "l", "for start in", KIND),
        ("train", "the loop over the batches is suspected", "k", "in mini_batches(", LINE),
    ),
    "xor": (
        ("derivative", "1 - A1**2 is suspected", "c", "dZ1 = dA1", BOTH),
        ("before", "dZ2, where no parameter has changed yet", "h", "dZ2 = dA2", LINE),
        ("last", "the update of W1, which comes last", "h", 'new["W1"] = ', LINE),
        ("transpose", "the right line, a transpose suspected", "e", "dA1 = dZ2", KIND),
        ("average", "2 / m is suspected", "b", "dA2 = 2", BOTH),
        ("copy", "dict(parameters) is suspected", "h", "new = dict", LINE),
    ),
    "ring": (
        ("short", "dZ2 without the sigmoid's derivative, which is right here", "c", "dZ2 = (A2", LINE),
        ("average", "the mean is suspected", "b", "dZ2 = (A2", BOTH),
        ("bias", "the biases that start at random are suspected", "f", '"b1": rng', BOTH),
        ("back", "W2 on the way back is suspected", "e", "dA1 = dZ2", BOTH),
        ("activation", "tanh itself is suspected", "d", "A1 = np.tanh", BOTH),
        ("skipped", "the right line, taken for a skipped layer", "g", "dZ1 = dA1", KIND),
    ),
    "exam": (
        ("sign", "the error is suspected", "a", "error = 1", BOTH),
        ("start", "weights of one neuron may start at 0", "i", "w, b = np.zeros", BOTH),
        ("zip", "the loop over the rows is suspected", "j", "for x, target", LINE),
        ("twice", "the right line, rows thought to be used twice", "k", "X_now = ", KIND),
        ("average", "the learning rate without a mean is suspected", "b", "w = w - ", BOTH),
        ("cost", "the cost on the rows as they were is suspected", "j", "history.append", LINE),
    ),
    "corners": (
        ("bias", "biases may start at 0", "i", "np.zeros(n_out)", LINE),
        ("average", "2 / m is suspected", "b", "dZ2 = 2 *", BOTH),
        ("derivative", "two derivatives in one line are suspected", "c", "dZ1 = dZ2", BOTH),
        ("transposed", "the right line, its shape suspected", "e", "(n_out, n_in)", KIND),
        ("sizes", "n_in and n_out are suspected", "i", "n_in, n_out =", LINE),
        ("train", "the call of start is suspected", "i", "start([2, 4, 1]", LINE),
    ),
    "sine": (
        ("output", "the missing activation at the output, which is promised", "d", "return A1, A1 @", BOTH),
        ("call", "the break is suspected", "l", "break", LINE),
        ("append", "the order of append and stop is suspected", "l", "history.append", LINE),
        ("derivative", "1 - A1**2 is suspected", "c", "dZ1 = dZ2", BOTH),
        ("sign", "the right line, taken for a sign of the update", "a", "return len(history)", KIND),
        ("tolerance", "the tolerance itself is suspected", "l", "tolerance=1e-7", LINE),
    ),
}
# Forms that cannot be read, the same for every program: (program, id, why, change of the right answer, check)
FORMS = (
    ("rents", "no-kind", "the kind is missing", {"kind": None}, KIND),
    ("rents", "no-line", "the line is missing", {"line": None}, LINE),
    ("xor", "own-words", "a kind in words of one's own", {"kind": "an off by one error"}, KIND),
    ("xor", "line-zero", "line 0", {"line": 0}, LINE),
    ("ring", "letter", "a letter that is not in the list", {"kind": "z"}, KIND),
    ("ring", "text-line", "the line as text", {"line": "line 40"}, LINE),
    ("exam", "number", "the number of a kind", {"kind": 3}, KIND),
    ("exam", "two-lines", "a range of lines", {"line": [35, 40]}, LINE),
    ("corners", "beyond", "a line beyond the end", {"line": 400}, LINE),
    ("corners", "half", "half a line", {"line": 12.5}, LINE),
    ("sine", "description", "a line of the description", {"line": 1}, LINE),
)
MUTANTS = [
    *(Mutant(f"{name}-{suspect}", name, "suspects", why, {name: {"kind": kind, "line": at(name, code)}}, checks)
      for name, suspects in SUSPECTS.items() for suspect, why, kind, code, checks in suspects),
    *(Mutant(f"{name}-{form}", name, "form", why, {name: getattr(reference, name) | change}, checks)
      for name, form, why, change, checks in FORMS),
]
