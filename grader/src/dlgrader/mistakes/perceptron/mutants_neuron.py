"""What a perceptron says: the sum, the step, weights by hand, all rows at once, and how often it is right."""

import numpy as np

from dlgrader.mistakes.bank import Mutant


def sum_no_bias(x, w, b):
    return float(np.dot(w, x))


def sum_minus_bias(x, w, b):
    return float(w @ x - b)


def sum_bias_each(x, w, b):
    return float(np.sum(w * x + b))


def sum_bias_times(x, w, b):
    return float((w @ x) * b)


def sum_not_summed(x, w, b):
    return w * x + b


def sum_added(x, w, b):
    total = b
    for j in range(len(x)):
        total += x[j] + w[j]
    return total


def sum_of_sums(x, w, b):
    return sum(x) * sum(w) + b


def sum_mean(x, w, b):
    return np.mean(x * w) + b


def sum_returns_early(x, w, b):
    total = b
    for j in range(len(x)):
        total = total + x[j] * w[j]
        break
    return total


def sum_overwrites(x, w, b):
    for j in range(len(x)):
        total = x[j] * w[j] + b
    return total


def sum_off_by_one(x, w, b):
    total = b
    for j in range(1, len(x)):
        total += x[j] * w[j]
    return total


def sum_short_range(x, w, b):
    total = b
    for j in range(len(x) - 1):
        total += x[j] * w[j]
    return total


def sum_two_inputs(x, w, b):
    return x[0] * w[0] + x[1] * w[1] + b


def sum_with_step(x, w, b):
    return 1 if w @ x + b >= 0 else 0


def sum_shape_one(x, w, b):
    return np.array([w @ x + b])


def sum_prints(x, w, b):
    print(w @ x + b)


def sum_in_place(x, w, b):
    x *= w
    return float(x.sum() + b)


def step_above(z):
    return np.where(z > 0, 1.0, 0.0)


def step_signs(z):
    return np.where(z >= 0, 1.0, -1.0)


def step_numpy_sign(z):
    return np.sign(z)


def step_heaviside_half(z):
    return np.heaviside(z, 0.5)


def step_below(z):
    return np.where(z <= 0, 1.0, 0.0)


def step_turned(z):
    return np.where(z >= 0, 0.0, 1.0)


def step_relu(z):
    return np.maximum(z, 0)


def step_sigmoid(z):
    return 1 / (1 + np.exp(-z))


def step_half(z):
    return np.where(z >= 0.5, 1.0, 0.0)


def step_rounded(z):
    return np.round(1 / (1 + np.exp(-z)))


def step_if(z):
    if z >= 0:
        return 1.0
    return 0.0


def step_flat(z):
    return np.array([1.0 if value >= 0 else 0.0 for value in np.ravel(z)])


def step_in_place(z):
    z = np.asarray(z)
    if z.ndim:
        above = z >= 0
        z[above], z[~above] = 1.0, 0.0
        return z
    return 1.0 if z >= 0 else 0.0


def step_any(z):
    return np.ones_like(z) if np.any(np.asarray(z) >= 0) else np.zeros_like(z)


def step_constant(z):
    return np.ones_like(z)


def predict_above(X, w, b):
    return np.where(X @ w + b > 0, 1.0, 0.0).reshape(-1, 1)


def predict_no_bias(X, w, b):
    return np.where(X @ w >= 0, 1.0, 0.0).reshape(-1, 1)


def predict_minus_bias(X, w, b):
    return np.where(X @ w - b >= 0, 1.0, 0.0).reshape(-1, 1)


def predict_sums(X, w, b):
    return (X @ w + b).reshape(-1, 1)


def predict_signs(X, w, b):
    return np.where(X @ w + b >= 0, 1.0, -1.0).reshape(-1, 1)


def predict_turned(X, w, b):
    return np.where(X @ w + b >= 0, 0.0, 1.0).reshape(-1, 1)


def predict_flat(X, w, b):
    return np.where(X @ w + b >= 0, 1.0, 0.0)


def predict_one_row(X, w, b):
    return np.where(X @ w + b >= 0, 1.0, 0.0).reshape(1, -1)


def predict_elementwise(X, w, b):
    return np.where(X * w + b >= 0, 1.0, 0.0)


def predict_wrong_axis(X, w, b):
    return np.where((X * w).sum(axis=0) + b >= 0, 1.0, 0.0).reshape(-1, 1)


def predict_all_together(X, w, b):
    return 1.0 if np.sum(X * w) + b >= 0 else 0.0


def predict_first_row(X, w, b):
    y_hat = None
    for x in X:
        y_hat = np.array([[1.0 if w @ x + b >= 0 else 0.0]])
        break
    return y_hat


def predict_last_row(X, w, b):
    for x in X:
        y_hat = np.array([[1.0 if w @ x + b >= 0 else 0.0]])
    return y_hat


def predict_sigmoid(X, w, b):
    return 1 / (1 + np.exp(-(X @ w + b))).reshape(-1, 1)


def predict_transposed(X, w, b):
    return np.where(X.T @ w + b >= 0, 1.0, 0.0).reshape(-1, 1)


def predict_in_place(X, w, b):
    X *= w
    return np.where(X.sum(axis=1) + b >= 0, 1.0, 0.0).reshape(-1, 1)


def accuracy_errors(y_hat, y):
    return float(np.mean(y_hat != y))


def accuracy_count(y_hat, y):
    return float(np.sum(y_hat == y))


def accuracy_percent(y_hat, y):
    return float(100 * np.mean(y_hat == y))


def accuracy_broadcast(y_hat, y):
    return float(np.mean(y_hat == y.ravel()))


def accuracy_ones(y_hat, y):
    return float(np.sum(y_hat * y) / len(y))


def accuracy_recall(y_hat, y):
    return float(np.sum(y_hat * y) / max(np.sum(y), 1))


def accuracy_first(y_hat, y):
    right = 0.0
    for k in range(len(y)):
        right = 1.0 if y_hat[k, 0] == y[k, 0] else 0.0
        break
    return right


def accuracy_all(y_hat, y):
    return 1.0 if np.array_equal(y_hat, y) else 0.0


def accuracy_per_row(y_hat, y):
    return (y_hat == y).astype(float)


def accuracy_cancels(y_hat, y):
    return 1 - abs(float(np.mean(y - y_hat)))


def accuracy_one_less(y_hat, y):
    return float(np.sum(y_hat == y) / max(len(y) - 1, 1))


def accuracy_mean_of_answers(y_hat, y):
    return float(y_hat.mean())


def accuracy_of_eight(y_hat, y):
    return float(np.sum(y_hat == y) / 8)


def _gates(**other):
    return {"AND": (1, 1, -1.5), "OR": (1, 1, -0.5), "NAND": (-1, -1, 1.5)} | other


def sum_memo_by_shape(x, w, b):
    memo = sum_memo_by_shape.__dict__.setdefault("memo", {})
    return memo.setdefault(len(x), float(np.dot(w, x) + b))


def _mutant(question, id, description, answer, *killed_by):
    return Mutant(id, question, "what it says", description, {question: answer}, set(killed_by))


VALUES = "two inputs", "any number of inputs"
SHARE = "share of right rows", "any number of rows"

# fmt: off
MUTANTS = [
    _mutant("weighted_sum", "sum-no-bias", "the bias is left out", sum_no_bias, *VALUES),
    _mutant("weighted_sum", "sum-minus-bias", "the bias is subtracted", sum_minus_bias, *VALUES),
    _mutant("weighted_sum", "sum-bias-each", "the bias is added at every input", sum_bias_each, *VALUES),
    _mutant("weighted_sum", "sum-bias-times", "the bias is multiplied", sum_bias_times, *VALUES),
    _mutant("weighted_sum", "sum-not-summed", "one number per input", sum_not_summed, *VALUES),
    _mutant("weighted_sum", "sum-added", "inputs and weights are added", sum_added, *VALUES),
    _mutant("weighted_sum", "sum-of-sums", "sum of inputs times sum of weights", sum_of_sums, *VALUES),
    _mutant("weighted_sum", "sum-mean", "mean for sum", sum_mean, *VALUES),
    _mutant("weighted_sum", "sum-returns-early", "the loop ends after its first round", sum_returns_early, *VALUES),
    _mutant("weighted_sum", "sum-overwrites", "each product overwrites the sum", sum_overwrites, *VALUES),
    _mutant("weighted_sum", "sum-off-by-one", "the loop starts at 1", sum_off_by_one, *VALUES),
    _mutant("weighted_sum", "sum-short-range", "the loop ends one input early", sum_short_range, *VALUES),
    Mutant("sum-memo-by-shape", "weighted_sum", "what it says", "the sum kept by the number of inputs",
           {"weighted_sum": sum_memo_by_shape}, {"two inputs"}, "answer of an earlier call"),
    _mutant("weighted_sum", "sum-two-inputs", "two inputs are written down", sum_two_inputs, "any number of inputs"),
    _mutant("weighted_sum", "sum-with-step", "the step is taken already", sum_with_step, *VALUES),
    _mutant("weighted_sum", "sum-shape-one", "an array of shape (1,)", sum_shape_one, "one number"),
    _mutant("weighted_sum", "sum-prints", "prints, and returns nothing", sum_prints, *VALUES),
    _mutant("weighted_sum", "sum-in-place", "x is overwritten", sum_in_place, "arguments unchanged"),

    _mutant("step", "step-above", "> for >=", step_above, "at zero"),
    _mutant("step", "step-signs", "-1 and 1", step_signs, "values"),
    _mutant("step", "step-numpy-sign", "np.sign", step_numpy_sign, "values"),
    _mutant("step", "step-heaviside-half", "0.5 at 0", step_heaviside_half, "at zero"),
    _mutant("step", "step-below", "1 at 0 and below", step_below, "values"),
    _mutant("step", "step-turned", "0 and 1 changed", step_turned, "values"),
    _mutant("step", "step-relu", "ReLU", step_relu, "values"),
    _mutant("step", "step-sigmoid", "the sigmoid", step_sigmoid, "values"),
    _mutant("step", "step-half", "border at 0.5", step_half, "values"),
    _mutant("step", "step-rounded", "the sigmoid, rounded: 0.5 becomes 0", step_rounded, "at zero"),
    _mutant("step", "step-if", "an if, for one number alone", step_if, "values"),
    _mutant("step", "step-flat", "the shape is lost", step_flat, "shape"),
    _mutant("step", "step-in-place", "z is overwritten", step_in_place, "arguments unchanged"),
    _mutant("step", "step-any", "one entry decides for all", step_any, "values"),
    _mutant("step", "step-constant", "always 1", step_constant, "values"),

    _mutant("gates", "gates-and-is-or", "the weights of OR for AND", _gates(AND=(1, 1, -0.5)), "AND"),
    _mutant("gates", "gates-or-is-and", "the weights of AND for OR", _gates(OR=(1, 1, -1.5)), "OR"),
    _mutant("gates", "gates-nand-is-and", "NAND without a minus", _gates(NAND=(1, 1, -1.5)), "NAND"),
    _mutant("gates", "gates-nand-is-nor", "NAND with too small a bias", _gates(NAND=(-1, -1, 0.5)), "NAND"),
    _mutant("gates", "gates-nand-always", "NAND with too large a bias", _gates(NAND=(-1, -1, 2.5)), "NAND"),
    _mutant("gates", "gates-and-on-the-line", "AND with the border on (0, 1)", _gates(AND=(1, 1, -1)), "AND"),
    _mutant("gates", "gates-nand-on-the-line", "NAND with the border on (1, 1)", _gates(NAND=(-1, -1, 2)), "NAND"),
    _mutant("gates", "gates-bias-sign", "biases with the wrong sign", _gates(AND=(1, 1, 1.5), OR=(1, 1, 0.5)), "AND"),
    _mutant("gates", "gates-one-input", "AND that looks at one input", _gates(AND=(1, 0, -0.5)), "AND"),
    _mutant("gates", "gates-zeros", "all weights 0", _gates(OR=(0, 0, 0)), "OR"),
    _mutant("gates", "gates-no-bias", "two numbers", _gates(AND=(1, 1)), "AND"),
    _mutant("gates", "gates-missing", "NAND is left out", _gates(NAND=None), "NAND"),
    _mutant("gates", "gates-text", "text", _gates(OR="1, 1, -0.5"), "OR"),

    _mutant("predict", "predict-above", "> for >=", predict_above, "on the line"),
    _mutant("predict", "predict-no-bias", "the bias is left out", predict_no_bias, "two inputs", "other sizes"),
    _mutant("predict", "predict-minus-bias", "the bias is subtracted", predict_minus_bias, "two inputs", "other sizes"),
    _mutant("predict", "predict-sums", "the step is missing", predict_sums, "two inputs"),
    _mutant("predict", "predict-signs", "-1 and 1", predict_signs, "two inputs"),
    _mutant("predict", "predict-turned", "0 and 1 changed", predict_turned, "two inputs"),
    _mutant("predict", "predict-flat", "shape (m,)", predict_flat, "shape"),
    _mutant("predict", "predict-one-row", "shape (1, m)", predict_one_row, "shape"),
    _mutant("predict", "predict-elementwise", "X * w is not summed", predict_elementwise, "two inputs"),
    _mutant("predict", "predict-wrong-axis", "summed over the rows", predict_wrong_axis, "two inputs"),
    _mutant("predict", "predict-all-together", "one answer for all rows", predict_all_together, "two inputs"),
    _mutant("predict", "predict-first-row", "the loop ends after its first round", predict_first_row, "two inputs"),
    _mutant("predict", "predict-last-row", "each row overwrites the answer", predict_last_row, "two inputs"),
    _mutant("predict", "predict-sigmoid", "the sigmoid for the step", predict_sigmoid, "two inputs"),
    _mutant("predict", "predict-transposed", "X.T for X: it works on square tables alone", predict_transposed,
            "two inputs", "other sizes"),
    _mutant("predict", "predict-in-place", "X is overwritten", predict_in_place, "arguments unchanged"),

    _mutant("accuracy", "accuracy-errors", "the share of wrong rows", accuracy_errors, *SHARE),
    _mutant("accuracy", "accuracy-count", "the number of right rows", accuracy_count, *SHARE),
    _mutant("accuracy", "accuracy-percent", "percent", accuracy_percent, *SHARE),
    _mutant("accuracy", "accuracy-broadcast", "(m, 1) against (m,)", accuracy_broadcast, *SHARE),
    _mutant("accuracy", "accuracy-ones", "only rows of class 1 that are found", accuracy_ones, *SHARE),
    _mutant("accuracy", "accuracy-recall", "the share among rows of class 1", accuracy_recall, *SHARE),
    _mutant("accuracy", "accuracy-first", "the loop ends after its first round", accuracy_first, *SHARE),
    _mutant("accuracy", "accuracy-all", "all or nothing", accuracy_all, *SHARE),
    _mutant("accuracy", "accuracy-per-row", "one number per row", accuracy_per_row, "one number"),
    _mutant("accuracy", "accuracy-cancels", "errors of both signs cancel", accuracy_cancels, *SHARE),
    _mutant("accuracy", "accuracy-one-less", "divided by m - 1", accuracy_one_less, *SHARE),
    _mutant("accuracy", "accuracy-mean", "the mean of the answers", accuracy_mean_of_answers, *SHARE),
    _mutant("accuracy", "accuracy-of-eight", "m is written down as 8", accuracy_of_eight, "any number of rows"),
]
