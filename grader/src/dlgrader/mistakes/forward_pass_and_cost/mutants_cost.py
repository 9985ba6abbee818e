"""Two costs and their slopes."""

import numpy as np

from dlgrader.mistakes.bank import Mutant

# --- mse --------------------------------------------------------------------------------------------------------------


def mse_summed(y_hat, y):
    return np.sum((y_hat - y) ** 2)


def mse_memo_by_shape(y_hat, y):
    memo = mse_memo_by_shape.__dict__.setdefault("memo", {})
    return memo.setdefault(y.shape, float(np.mean((y_hat - y) ** 2)))


def mse_mean_first(y_hat, y):
    return np.mean(y_hat - y) ** 2


def mse_no_square(y_hat, y):
    return np.mean(y_hat - y)


def mse_absolute(y_hat, y):
    return np.mean(np.abs(y_hat - y))


def mse_half(y_hat, y):
    return np.mean((y_hat - y) ** 2) / 2


def mse_root(y_hat, y):
    return np.sqrt(np.mean((y_hat - y) ** 2))


def mse_average_twice(y_hat, y):
    return np.mean((y_hat - y) ** 2) / len(y)


def mse_five(y_hat, y):
    return np.sum((y_hat - y) ** 2) / 5


def mse_m_minus_one(y_hat, y):
    return np.sum((y_hat - y) ** 2) / (len(y) - 1)


def mse_last_example(y_hat, y):
    for k in range(len(y)):
        loss = (y_hat[k, 0] - y[k, 0]) ** 2
    return loss


def mse_negative(y_hat, y):
    return -np.mean((y_hat - y) ** 2)


def mse_broadcast(y_hat, y):
    return np.mean((y_hat - y.ravel()) ** 2)


def mse_losses(y_hat, y):
    return (y_hat - y) ** 2


def mse_array(y_hat, y):
    return np.mean((y_hat - y) ** 2, axis=0)


def mse_in_place(y_hat, y):
    y_hat -= y
    return np.mean(y_hat**2)


# --- cross-entropy ----------------------------------------------------------------------------------------------------


def cross_no_minus(y_hat, y):
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    return np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def cross_summed(y_hat, y):
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))


def cross_average_twice(y_hat, y):
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)) / len(y)


def cross_first_part(y_hat, y):
    return -np.mean(y * np.log(np.clip(y_hat, 1e-12, 1 - 1e-12)))


def cross_second_part(y_hat, y):
    return -np.mean((1 - y) * np.log(1 - np.clip(y_hat, 1e-12, 1 - 1e-12)))


def cross_subtracted(y_hat, y):
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) - (1 - y) * np.log(1 - p))


def cross_same_log(y_hat, y):
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(p))


def cross_swapped(y_hat, y):
    p = np.clip(y, 1e-12, 1 - 1e-12)
    return -np.mean(y_hat * np.log(p) + (1 - y_hat) * np.log(1 - p))


def cross_base_ten(y_hat, y):
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log10(p) + (1 - y) * np.log10(1 - p))


def cross_base_two(y_hat, y):
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log2(p) + (1 - y) * np.log2(1 - p))


def cross_is_mse(y_hat, y):
    return np.mean((y_hat - y) ** 2)


def cross_broadcast(y_hat, y):
    p, t = np.clip(y_hat, 1e-12, 1 - 1e-12), y.ravel()
    return -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))


def cross_losses(y_hat, y):
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    return -(y * np.log(p) + (1 - y) * np.log(1 - p))


def cross_without_clip(y_hat, y):
    return -np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))


def cross_coarse_clip(y_hat, y):
    p = np.clip(y_hat, 0.1, 0.9)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def cross_in_place(y_hat, y):
    np.clip(y_hat, 1e-12, 1 - 1e-12, out=y_hat)
    y *= 1.0
    y_hat *= 1 - 1e-15
    return -np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))


# --- slopes -----------------------------------------------------------------------------------------------------------


def mse_slope_no_average(y_hat, y):
    return 2 * (y_hat - y)


def mse_slope_no_two(y_hat, y):
    return (y_hat - y) / len(y)


def mse_slope_bare(y_hat, y):
    return y_hat - y


def mse_slope_sign(y_hat, y):
    return 2 * (y - y_hat) / len(y)


def mse_slope_loss(y_hat, y):
    return (y_hat - y) ** 2 / len(y)


def mse_slope_absolute(y_hat, y):
    return 2 * np.abs(y_hat - y) / len(y)


def mse_slope_average_twice(y_hat, y):
    return 2 * (y_hat - y) / len(y) ** 2


def mse_slope_five(y_hat, y):
    return 2 * (y_hat - y) / 5


def mse_slope_summed(y_hat, y):
    return np.sum(2 * (y_hat - y) / len(y))


def mse_slope_broadcast(y_hat, y):
    return 2 * (y_hat - y.ravel()) / len(y)


def mse_slope_flat(y_hat, y):
    return (2 * (y_hat - y) / len(y)).ravel()


def mse_slope_in_place(y_hat, y):
    y_hat -= y
    y_hat *= 2 / len(y)
    return y_hat


def cross_slope_no_average(y_hat, y):
    return (y_hat - y) / (y_hat * (1 - y_hat))


def cross_slope_sign(y_hat, y):
    return (y - y_hat) / (y_hat * (1 - y_hat)) / len(y)


def cross_slope_error(y_hat, y):
    return (y_hat - y) / len(y)


def cross_slope_brackets(y_hat, y):
    return (y_hat - y) / y_hat * (1 - y_hat) / len(y)


def cross_slope_half_below(y_hat, y):
    return (y_hat - y) / y_hat / len(y)


def cross_slope_other_half_below(y_hat, y):
    return (y_hat - y) / (1 - y_hat) / len(y)


def cross_slope_multiplied(y_hat, y):
    return (y_hat - y) * y_hat * (1 - y_hat) / len(y)


def cross_slope_of_mse(y_hat, y):
    return 2 * (y_hat - y) / len(y)


def cross_slope_first_part(y_hat, y):
    return -y / y_hat / len(y)


def cross_slope_second_part(y_hat, y):
    return (1 - y) / (1 - y_hat) / len(y)


def cross_slope_inner(y_hat, y):
    return -(y / y_hat + (1 - y) / (1 - y_hat)) / len(y)


def cross_slope_average_twice(y_hat, y):
    return (y_hat - y) / (y_hat * (1 - y_hat)) / len(y) ** 2


def cross_slope_summed(y_hat, y):
    return np.sum((y_hat - y) / (y_hat * (1 - y_hat))) / len(y)


def cross_slope_broadcast(y_hat, y):
    return (y_hat - y.ravel()) / (y_hat * (1 - y_hat)) / len(y)


# fmt: off
MSE, CROSS = {"mse", "any number of rows"}, {"cross_entropy", "any number of rows"}
MSE_SLOPE = {"mse_slope", "any number of rows"}
CROSS_SLOPE = {"cross_entropy_slope", "any number of rows"}
MUTANTS = [
    Mutant("mse-memo-by-shape", "cost", "cost", "the cost kept by the shape of y", {"mse": mse_memo_by_shape},
           {"any number of rows"}, "answer of an earlier call"),
    *(Mutant(f"mse-{name}", "cost", "cost", text, {"mse": function}, checks) for name, text, function, checks in (
        ("summed", "the sum", mse_summed, MSE),
        ("mean-first", "the square of the mean", mse_mean_first, MSE),
        ("no-square", "the mean of the errors", mse_no_square, MSE),
        ("absolute", "absolute errors", mse_absolute, MSE),
        ("half", "1/(2m)", mse_half, MSE),
        ("root", "its square root", mse_root, MSE),
        ("average-twice", "1/m twice", mse_average_twice, MSE),
        ("five", "m is 5", mse_five, MSE),
        ("m-minus-1", "m - 1 for m", mse_m_minus_one, MSE),
        ("last", "= for +=", mse_last_example, MSE),
        ("negative", "a minus", mse_negative, MSE),
        ("broadcast", "(m, m) errors", mse_broadcast, MSE),
        ("losses", "one loss per example", mse_losses, {"one number", *MSE}),
        ("array", "an array of one number", mse_array, {"one number"}),
        ("in-place", "y_hat is changed", mse_in_place, {"arguments unchanged"}),
    )),
    *(Mutant(f"cross-{name}", "cost", "cost", text, {"cross_entropy": function}, checks)
      for name, text, function, checks in (
        ("no-minus", "the minus is missing", cross_no_minus, CROSS),
        ("summed", "the sum", cross_summed, CROSS),
        ("average-twice", "1/m twice", cross_average_twice, CROSS),
        ("first-part", "y log y_hat alone", cross_first_part, CROSS),
        ("second-part", "(1 - y) log(1 - y_hat) alone", cross_second_part, CROSS),
        ("subtracted", "a minus between the parts", cross_subtracted, CROSS),
        ("same-log", "log y_hat in both parts", cross_same_log, CROSS),
        ("swapped", "the logarithm of y", cross_swapped, CROSS),
        ("base-10", "log10", cross_base_ten, CROSS),
        ("base-2", "log2", cross_base_two, CROSS),
        ("mse", "the mean squared error", cross_is_mse, CROSS),
        ("broadcast", "(m, m) losses", cross_broadcast, CROSS),
        ("losses", "one loss per example", cross_losses, {"one number", *CROSS}),
        ("no-clip", "log(0) is not avoided", cross_without_clip, {"sure and wrong"}),
        ("coarse-clip", "probabilities cut at 0.1 and 0.9", cross_coarse_clip, CROSS),
        ("in-place", "y_hat is clipped where it stands", cross_in_place, {"arguments unchanged"}),
    )),
    *(Mutant(f"mse-slope-{name}", "slopes", "slopes", text, {"mse_slope": function}, checks)
      for name, text, function, checks in (
        ("no-average", "1/m is missing", mse_slope_no_average, MSE_SLOPE),
        ("no-two", "the factor 2 is missing", mse_slope_no_two, MSE_SLOPE),
        ("bare", "2/m is missing", mse_slope_bare, MSE_SLOPE),
        ("sign", "y - y_hat", mse_slope_sign, MSE_SLOPE),
        ("loss", "the square is still there", mse_slope_loss, MSE_SLOPE),
        ("absolute", "absolute errors", mse_slope_absolute, MSE_SLOPE),
        ("average-twice", "1/m twice", mse_slope_average_twice, MSE_SLOPE),
        ("five", "m is 5", mse_slope_five, MSE_SLOPE),
        ("summed", "one number", mse_slope_summed, {"shape", *MSE_SLOPE}),
        ("broadcast", "(m, m)", mse_slope_broadcast, {"shape", *MSE_SLOPE}),
        ("flat", "(m,)", mse_slope_flat, {"shape"}),
        ("in-place", "y_hat is changed", mse_slope_in_place, {"arguments unchanged"}),
    )),
    *(Mutant(f"cross-slope-{name}", "slopes", "slopes", text, {"cross_entropy_slope": function}, CROSS_SLOPE | also)
      for name, text, function, also in (
        ("no-average", "1/m is missing", cross_slope_no_average, set()),
        ("sign", "y - y_hat", cross_slope_sign, set()),
        ("error", "the denominator is missing", cross_slope_error, set()),
        ("brackets", "a / b * c for a / (b * c)", cross_slope_brackets, set()),
        ("half-below", "1 - y_hat is missing below", cross_slope_half_below, set()),
        ("other-half-below", "y_hat is missing below", cross_slope_other_half_below, set()),
        ("multiplied", "y_hat (1 - y_hat) multiplies", cross_slope_multiplied, set()),
        ("of-mse", "the slope of the other cost", cross_slope_of_mse, set()),
        ("first-part", "the part for y = 1 alone", cross_slope_first_part, set()),
        ("second-part", "the part for y = 0 alone", cross_slope_second_part, set()),
        ("inner", "the inner derivative -1 is forgotten", cross_slope_inner, set()),
        ("average-twice", "1/m twice", cross_slope_average_twice, set()),
        ("summed", "one number", cross_slope_summed, {"shape"}),
        ("broadcast", "(m, m)", cross_slope_broadcast, {"shape"}),
    )),
]
