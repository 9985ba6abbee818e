"""Updates per second of ``dlcourse.nn`` beside scikit-learn and PyTorch, on networks of the size this course trains.

Run it with ``python benchmarks/training.py`` from the root of the repository. Every library gets the same batch, plain
gradient descent, double precision and one thread, and takes turns with the others, so that a busy machine slows all of
them alike. PyTorch is shown in its own float32 too, where it does half the work on the larger network.
PyTorch is optional: ``pip install ".[bench]"``.
"""

# ruff: noqa: E402
import os

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"  # before NumPy is imported, or it has no effect

import argparse
import functools
import importlib.util
import platform
import statistics
import sys
import time
from datetime import date
from typing import NamedTuple

import numpy as np
import sklearn
from sklearn.neural_network import MLPClassifier, MLPRegressor

from dlcourse.nn import Network

LEARNING_RATE = 0.01
PEERS = ("torch", "scikit-learn")
SINGLE = "torch, float32"


class Case(NamedTuple):
    """One task and batch, with the lowest ratio to each peer that we accept; no floor where none was ever set."""

    task: str
    layer_sizes: list
    hidden: str
    batch_size: int
    floors: dict

    @property
    def name(self):
        return f"{'-'.join(map(str, self.layer_sizes))} {self.hidden}, {self.task}"


CASES = [
    Case("two classes", [2, 8, 8, 1], "tanh", 10, {"torch": 6, "scikit-learn": 25}),
    Case("two classes", [2, 8, 8, 1], "tanh", 32, {"torch": 6, "scikit-learn": 25}),
    Case("ten classes", [64, 64, 10], "relu", 32, {"torch": 4, "scikit-learn": 20}),
    Case("regression", [2, 8, 8, 1], "sigmoid", 10, {}),
    Case("regression", [2, 8, 8, 1], "sigmoid", 32, {}),
]


def make_batch(case):
    """``X``, ``y`` of shape ``(m, K)``, and the one-dimensional targets that scikit-learn wants instead."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(case.batch_size, case.layer_sizes[0]))
    if case.task == "ten classes":
        labels = np.arange(case.batch_size) % 10
        return X, np.eye(10)[labels], labels
    if case.task == "two classes":
        labels = (X.prod(axis=1) > 0).astype(int)
        return X, labels[:, None].astype(float), labels
    y = np.sin(X.sum(axis=1))
    return X, y[:, None], y


def course_step(case):
    """One update by the network of the course, as a function without arguments."""
    X, y, _ = make_batch(case)
    output, cost = ("identity", "mse") if case.task == "regression" else ("sigmoid", "cross_entropy")
    network = Network(case.layer_sizes, hidden=case.hidden, output=output, cost=cost, rng=0)
    return lambda: network.step(X, y, LEARNING_RATE)


def numpy_step(case):
    """The same update written out for this network alone, unchecked: what this machine's NumPy could reach at most."""
    X, y, _ = make_batch(case)
    parameters = Network(case.layer_sizes, rng=0).parameters()
    depth, scale = len(parameters) // 2, (2 if case.task == "regression" else 1) / len(X)
    W = [parameters[f"W{l}"] for l in range(1, depth + 1)]
    b = [parameters[f"b{l}"] for l in range(1, depth + 1)]
    g = {"tanh": np.tanh, "relu": lambda z: np.maximum(z, 0), "sigmoid": lambda z: 1 / (1 + np.exp(-z))}
    slope = {"tanh": lambda a: 1 - a * a, "relu": lambda a: a > 0, "sigmoid": lambda a: a * (1 - a)}
    hidden, hidden_slope = g[case.hidden], slope[case.hidden]

    def step():
        A = [X]
        for l in range(depth - 1):
            A.append(hidden(A[l].dot(W[l].T) + b[l]))
        z = A[-1].dot(W[-1].T) + b[-1]
        dZ = ((z if case.task == "regression" else g["sigmoid"](z)) - y) * scale
        for l in range(depth - 1, -1, -1):
            dW, db = dZ.T.dot(A[l]), dZ.sum(axis=0)
            if l:
                dZ = dZ.dot(W[l]) * hidden_slope(A[l])
            W[l] = W[l] - LEARNING_RATE * dW
            b[l] = b[l] - LEARNING_RATE * db

    return step


def sklearn_step(case):
    """One update by scikit-learn: ``partial_fit`` on a single batch."""
    X, _, targets = make_batch(case)
    options = {
        "hidden_layer_sizes": case.layer_sizes[1:-1],
        "activation": {"sigmoid": "logistic"}.get(case.hidden, case.hidden),
        "batch_size": case.batch_size,
        "solver": "sgd",
        "momentum": 0,
        "alpha": 0,
        "learning_rate_init": LEARNING_RATE,
        "random_state": 0,
    }
    if case.task == "regression":
        model = MLPRegressor(**options)
        model.partial_fit(X, targets)
    else:
        model = MLPClassifier(**options)
        model.partial_fit(X, targets, classes=np.unique(targets))
    return lambda: model.partial_fit(X, targets)


def torch_step(case, precision="float64"):
    """One update by PyTorch in eager mode: in double precision, as the others compute, or in its own float32."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(0)
    dtype = getattr(torch, precision)
    X, y, _ = (torch.tensor(array, dtype=dtype) for array in make_batch(case))
    hidden = {"sigmoid": torch.nn.Sigmoid, "tanh": torch.nn.Tanh, "relu": torch.nn.ReLU}[case.hidden]
    cost_of = torch.nn.MSELoss() if case.task == "regression" else torch.nn.BCEWithLogitsLoss()
    layers = []
    for inputs, outputs in zip(case.layer_sizes, case.layer_sizes[1:], strict=False):
        layers += [torch.nn.Linear(inputs, outputs, dtype=dtype), hidden()]
    model = torch.nn.Sequential(*layers[:-1])  # no activation after the last layer: identity, or inside the cost
    optimizer = torch.optim.SGD(model.parameters(), lr=LEARNING_RATE)

    def step():
        optimizer.zero_grad()
        cost_of(model(X), y).backward()
        optimizer.step()

    return step


def steps_per_second(step, seconds):
    """How often ``step`` runs per second, measured for about that long."""
    done, start = 0, time.perf_counter()
    while (elapsed := time.perf_counter() - start) < seconds:
        for _ in range(20):
            step()
        done += 20
    return done / elapsed


def measure(case, makers, rounds, seconds):
    """``{library: [steps per second in each round]}``; the libraries take turns."""
    steps = {library: make(case) for library, make in makers.items()}
    for step in steps.values():
        steps_per_second(step, seconds / 2)  # warm up
    rates = {library: [] for library in steps}
    for _ in range(rounds):
        for library, step in steps.items():
            rates[library].append(steps_per_second(step, seconds))
    return rates


def report(case, rates):
    """The lines of the table for one case, and whether every ratio reaches its floor."""
    lines, fine = [], True
    for library, values in rates.items():
        cells = [case.name, str(case.batch_size), library, f"{statistics.median(values):,.0f}"]
        if library == "dlcourse.nn":
            cells += ["", "", ""]
        else:
            ratio = statistics.median(own / other for own, other in zip(rates["dlcourse.nn"], values, strict=True))
            floor = case.floors.get(library)
            met = floor is None or ratio >= floor
            fine = fine and met
            cells += [f"{ratio:.1f}", *(("", "") if floor is None else (str(floor), "yes" if met else "NO"))]
        lines.append("| " + " | ".join(cells) + " |")
    return lines, fine


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--seconds", type=float, default=0.3, help="per library and round")
    options = parser.parse_args(arguments)
    makers = {"dlcourse.nn": course_step, "bare NumPy": numpy_step, "scikit-learn": sklearn_step}
    versions = f"Python {platform.python_version()}, NumPy {np.__version__}, scikit-learn {sklearn.__version__}"
    if importlib.util.find_spec("torch"):
        import torch

        makers |= {"torch": torch_step, SINGLE: functools.partial(torch_step, precision="float32")}
        versions += f", torch {torch.__version__}"
    print(f"{date.today()}, {os.cpu_count()} cores ({platform.machine()}), one thread each. {versions}.")
    print(f"Medians of {options.rounds} rounds; a ratio is the median of the rounds' ratios.\n")
    print("| network | batch | library | steps/s | dlcourse.nn is faster by | floor | met |")
    print("|--|--|--|--|--|--|--|")
    fine = True
    for case in CASES:
        lines, case_fine = report(case, measure(case, makers, options.rounds, options.seconds))
        print("\n".join(lines), flush=True)
        fine = fine and case_fine
    missing = [peer for peer in PEERS if peer not in makers]
    print(f"\n{'All measured floors are met.' if fine else 'A floor is missed.'}")
    if missing:
        print('torch is not installed, so it was not measured. To have it here: pip install ".[bench]"')
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
