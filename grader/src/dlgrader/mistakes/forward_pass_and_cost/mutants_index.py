"""Edges, shapes and numbers of parameters."""

import numpy as np

from dlgrader.mistakes.bank import Mutant

# --- edges ------------------------------------------------------------------------------------------------------------


def ends_swapped_indices(l, i, j):
    return (l - 1, i), (l, j)


def ends_destination_first(l, i, j):
    return (l, i), (l - 1, j)


def ends_one_layer_too_far(l, i, j):
    return (l, j), (l + 1, i)


def ends_same_layer(l, i, j):
    return (l, j), (l, i)


def ends_from_one(l, i, j):
    return (l - 1, j + 1), (l, i + 1)


def ends_neuron_first(l, i, j):
    return (j, l - 1), (i, l)


def ends_flat(l, i, j):
    return l - 1, j, l, i


def ends_printed(l, i, j):
    print((l - 1, j), (l, i))


def weight_swapped(parameters, source, destination):
    return parameters[f"W{destination[0]}"][source[1], destination[1]]


def weight_of_source_layer(parameters, source, destination):
    return parameters[f"W{source[0]}"][destination[1], source[1]]


def weight_always_first(parameters, source, destination):
    return parameters["W1"][destination[1], source[1]]


def weight_from_one(parameters, source, destination):
    return parameters[f"W{destination[0]}"][destination[1] - 1, source[1] - 1]


def weight_is_bias(parameters, source, destination):
    return parameters[f"b{destination[0]}"][destination[1]]


def weight_whole_row(parameters, source, destination):
    return parameters[f"W{destination[0]}"][destination[1]]


def into_column(parameters, l, i):
    return parameters[f"W{l}"][:, i]


def into_next_layer(parameters, l, i):
    return parameters[f"W{l + 1}"][:, i]


def into_layer_before(parameters, l, i):
    return parameters[f"W{l - 1}"][i]


def into_whole_matrix(parameters, l, i):
    return parameters[f"W{l}"]


def into_with_bias(parameters, l, i):
    return np.append(parameters[f"W{l}"][i], parameters[f"b{l}"][i])


def into_summed(parameters, l, i):
    return parameters[f"W{l}"][i].sum()


def into_in_place(parameters, l, i):
    row = parameters[f"W{l}"][i]
    answer = row.copy()
    row += parameters[f"b{l}"][i]
    return answer


def into_pops(parameters, l, i):
    return parameters.pop(f"W{l}")[i]


# --- shapes -----------------------------------------------------------------------------------------------------------


def shapes_transposed(layer_sizes, m):
    found = {"A0": (m, layer_sizes[0])}
    for l in range(1, len(layer_sizes)):
        found[f"W{l}"] = (layer_sizes[l - 1], layer_sizes[l])
        found[f"b{l}"] = (layer_sizes[l],)
        found[f"Z{l}"] = found[f"A{l}"] = (m, layer_sizes[l])
    return found


def shapes_square(layer_sizes, m):
    found = {"A0": (m, layer_sizes[0])}
    for l in range(1, len(layer_sizes)):
        found[f"W{l}"] = (layer_sizes[l], layer_sizes[l])
        found[f"b{l}"] = (layer_sizes[l],)
        found[f"Z{l}"] = found[f"A{l}"] = (m, layer_sizes[l])
    return found


def shapes_m_in_w(layer_sizes, m):
    found = {"A0": (m, layer_sizes[0])}
    for l in range(1, len(layer_sizes)):
        found[f"W{l}"] = (m, layer_sizes[l])
        found[f"b{l}"] = (layer_sizes[l],)
        found[f"Z{l}"] = found[f"A{l}"] = (m, layer_sizes[l])
    return found


def shapes_bias_in_w(layer_sizes, m):
    found = {"A0": (m, layer_sizes[0])}
    for l in range(1, len(layer_sizes)):
        found[f"W{l}"] = (layer_sizes[l], layer_sizes[l - 1] + 1)
        found[f"b{l}"] = (layer_sizes[l],)
        found[f"Z{l}"] = found[f"A{l}"] = (m, layer_sizes[l])
    return found


def shapes_column_bias(layer_sizes, m):
    found = {"A0": (m, layer_sizes[0])}
    for l in range(1, len(layer_sizes)):
        found[f"W{l}"] = (layer_sizes[l], layer_sizes[l - 1])
        found[f"b{l}"] = (layer_sizes[l], 1)
        found[f"Z{l}"] = found[f"A{l}"] = (m, layer_sizes[l])
    return found


def shapes_row_bias(layer_sizes, m):
    found = {"A0": (m, layer_sizes[0])}
    for l in range(1, len(layer_sizes)):
        found[f"W{l}"] = (layer_sizes[l], layer_sizes[l - 1])
        found[f"b{l}"] = (1, layer_sizes[l])
        found[f"Z{l}"] = found[f"A{l}"] = (m, layer_sizes[l])
    return found


def shapes_source_bias(layer_sizes, m):
    found = {"A0": (m, layer_sizes[0])}
    for l in range(1, len(layer_sizes)):
        found[f"W{l}"] = (layer_sizes[l], layer_sizes[l - 1])
        found[f"b{l}"] = (layer_sizes[l - 1],)
        found[f"Z{l}"] = found[f"A{l}"] = (m, layer_sizes[l])
    return found


def shapes_bias_per_example(layer_sizes, m):
    found = {"A0": (m, layer_sizes[0])}
    for l in range(1, len(layer_sizes)):
        found[f"W{l}"] = (layer_sizes[l], layer_sizes[l - 1])
        found[f"b{l}"] = found[f"Z{l}"] = found[f"A{l}"] = (m, layer_sizes[l])
    return found


def shapes_no_comma(layer_sizes, m):
    found = {"A0": (m, layer_sizes[0])}
    for l in range(1, len(layer_sizes)):
        found[f"W{l}"] = (layer_sizes[l], layer_sizes[l - 1])
        found[f"b{l}"] = layer_sizes[l]
        found[f"Z{l}"] = found[f"A{l}"] = (m, layer_sizes[l])
    return found


def shapes_columns(layer_sizes, m):
    found = {"A0": (layer_sizes[0], m)}
    for l in range(1, len(layer_sizes)):
        found[f"W{l}"] = (layer_sizes[l], layer_sizes[l - 1])
        found[f"b{l}"] = (layer_sizes[l],)
        found[f"Z{l}"] = found[f"A{l}"] = (layer_sizes[l], m)
    return found


def shapes_one_example(layer_sizes, m):
    found = {"A0": (layer_sizes[0],)}
    for l in range(1, len(layer_sizes)):
        found[f"W{l}"] = (layer_sizes[l], layer_sizes[l - 1])
        found[f"b{l}"] = found[f"Z{l}"] = found[f"A{l}"] = (layer_sizes[l],)
    return found


def shapes_without_a0(layer_sizes, m):
    found = {}
    for l in range(1, len(layer_sizes)):
        found[f"W{l}"] = (layer_sizes[l], layer_sizes[l - 1])
        found[f"b{l}"] = (layer_sizes[l],)
        found[f"Z{l}"] = found[f"A{l}"] = (m, layer_sizes[l])
    return found


def shapes_z_of_layer_before(layer_sizes, m):
    found = {"A0": (m, layer_sizes[0])}
    for l in range(1, len(layer_sizes)):
        found[f"W{l}"] = (layer_sizes[l], layer_sizes[l - 1])
        found[f"b{l}"] = (layer_sizes[l],)
        found[f"Z{l}"] = found[f"A{l}"] = (m, layer_sizes[l - 1])
    return found


def shapes_last_layer_missing(layer_sizes, m):
    found = {"A0": (m, layer_sizes[0])}
    for l in range(1, len(layer_sizes) - 1):
        found[f"W{l}"] = (layer_sizes[l], layer_sizes[l - 1])
        found[f"b{l}"] = (layer_sizes[l],)
        found[f"Z{l}"] = found[f"A{l}"] = (m, layer_sizes[l])
    return found


def shapes_pops(layer_sizes, m):
    n_in = layer_sizes.pop(0)
    found = {"A0": (m, n_in)}
    for l, n_out in enumerate(layer_sizes, start=1):
        found[f"W{l}"] = (n_out, n_in)
        found[f"b{l}"] = (n_out,)
        found[f"Z{l}"] = found[f"A{l}"] = (m, n_out)
        n_in = n_out
    return found


# --- count ------------------------------------------------------------------------------------------------------------


def count_weights(layer_sizes):
    return sum(layer_sizes[l] * layer_sizes[l - 1] for l in range(1, len(layer_sizes)))


def count_biased_inputs(layer_sizes):
    return sum(layer_sizes[l] * layer_sizes[l - 1] for l in range(1, len(layer_sizes))) + sum(layer_sizes)


def count_one_bias_per_layer(layer_sizes):
    return sum(layer_sizes[l] * layer_sizes[l - 1] + 1 for l in range(1, len(layer_sizes)))


def count_source_biases(layer_sizes):
    return sum((layer_sizes[l] + 1) * layer_sizes[l - 1] for l in range(1, len(layer_sizes)))


def count_neurons(layer_sizes):
    return sum(layer_sizes[1:])


def count_first_layer(layer_sizes):
    return layer_sizes[1] * (layer_sizes[0] + 1)


def count_returns_in_loop(layer_sizes):
    total = 0
    for l in range(1, len(layer_sizes)):
        total += layer_sizes[l] * (layer_sizes[l - 1] + 1)
        break
    return total


def count_stops_early(layer_sizes):
    return sum(layer_sizes[l] * (layer_sizes[l - 1] + 1) for l in range(1, len(layer_sizes) - 1))


def count_overwrites(layer_sizes):
    for l in range(1, len(layer_sizes)):
        total = layer_sizes[l] * (layer_sizes[l - 1] + 1)
    return total


def count_product(layer_sizes):
    return int(np.prod(layer_sizes))


def count_in_place(layer_sizes):
    total = 0
    while len(layer_sizes) > 1:
        n_in = layer_sizes.pop(0)
        total += layer_sizes[0] * (n_in + 1)
    return total


# fmt: off
ENDS, WEIGHT, INTO = {"ends of an edge"}, {"weight on an edge"}, {"weights into a neuron"}
UNCHANGED = {"arguments unchanged"}
TWICE = {"same answer twice"}  # a call that stops with an error fails it too
MUTANTS = [
    *(Mutant(f"ends-{name}", "edges", "edges", text, {"ends_of": function}, ENDS) for name, text, function in (
        ("swapped", "i is taken for the source", ends_swapped_indices),
        ("destination-first", "the destination first", ends_destination_first),
        ("too-far", "the edge leads out of layer l", ends_one_layer_too_far),
        ("same-layer", "an edge within layer l", ends_same_layer),
        ("from-one", "neurons counted from 1", ends_from_one),
        ("neuron-first", "(neuron, layer)", ends_neuron_first),
        ("printed", "printed, not returned", ends_printed),
    )),
    *(Mutant(f"weight-{name}", "edges", "edges", text, {"weight_on": function}, WEIGHT | also)
      for name, text, function, also in (
        ("swapped", "source before destination", weight_swapped, TWICE),
        ("source-layer", "the matrix of the source's layer", weight_of_source_layer, TWICE),
        ("first", "always W1", weight_always_first, set()),
        ("from-one", "1 is subtracted from the indices", weight_from_one, set()),
        ("bias", "a bias for the weight", weight_is_bias, set()),
        ("row", "the whole row", weight_whole_row, set()),
    )),
    *(Mutant(f"into-{name}", "edges", "edges", text, {"weights_into": function}, INTO | also)
      for name, text, function, also in (
        ("column", "a column for a row", into_column, TWICE),
        ("next", "the weights that leave", into_next_layer, set()),
        ("before", "W of the layer before", into_layer_before, TWICE),
        ("matrix", "the whole matrix", into_whole_matrix, set()),
        ("bias", "the bias at the end", into_with_bias, set()),
        ("sum", "the sum of the row", into_summed, set()),
    )),
    Mutant("into-in-place", "edges", "order and state", "the row of W is changed", {"weights_into": into_in_place},
           UNCHANGED),
    Mutant("into-pops", "edges", "order and state", "W is taken out of the parameters", {"weights_into": into_pops},
           UNCHANGED),
    *(Mutant(f"shapes-{name}", "shapes", "shapes", text, {"shapes": function}, {check})
      for name, check, text, function in (
        ("transposed", "weights", "W is (n_(l-1), n_l)", shapes_transposed),
        ("square", "weights", "W is (n_l, n_l)", shapes_square),
        ("m-in-W", "weights", "m in the shape of W", shapes_m_in_w),
        ("bias-in-W", "weights", "a column for the bias", shapes_bias_in_w),
        ("b-column", "biases", "b is (n_l, 1)", shapes_column_bias),
        ("b-row", "biases", "b is (1, n_l)", shapes_row_bias),
        ("b-source", "biases", "b of the layer before", shapes_source_bias),
        ("b-rows", "biases", "b is (m, n_l)", shapes_bias_per_example),
        ("b-no-comma", "biases", "(n) for (n,)", shapes_no_comma),
        ("columns", "Z and A", "examples in columns", shapes_columns),
        ("one-example", "Z and A", "without m", shapes_one_example),
        ("no-A0", "Z and A", "A0 is missing", shapes_without_a0),
        ("Z-before", "Z and A", "Z and A of the layer before", shapes_z_of_layer_before),
    )),
    Mutant("shapes-last-missing", "shapes", "shapes", "the last layer is missing",
           {"shapes": shapes_last_layer_missing}, {"weights", "biases", "Z and A"}),
    Mutant("shapes-pops", "shapes", "order and state", "the list is taken apart", {"shapes": shapes_pops}, UNCHANGED),
    *(Mutant(f"count-{name}", "count", "count", text, {"count_parameters": function},
             {"a small network", "other networks"}) for name, text, function in (
        ("weights", "no biases", count_weights),
        ("inputs", "biases for inputs", count_biased_inputs),
        ("one-bias", "one bias a layer", count_one_bias_per_layer),
        ("source-biases", "biases of the layer before", count_source_biases),
        ("neurons", "neurons for parameters", count_neurons),
        ("first-layer", "the first layer alone", count_first_layer),
        ("early-return", "the loop ends after one turn", count_returns_in_loop),
        ("stops-early", "the last layer is left out", count_stops_early),
        ("overwrites", "= for +=", count_overwrites),
        ("product", "the product of all sizes", count_product),
    )),
    Mutant("count-in-place", "count", "order and state", "the list is emptied", {"count_parameters": count_in_place},
           UNCHANGED),
]
# A flat answer holds the right four numbers, but no pairs.
MUTANTS.append(Mutant("ends-flat", "edges", "edges", "four numbers in a row", {"ends_of": ends_flat}, ENDS))
