"""Answers to the exercises of lecture 00, "Start here"."""

import numpy as np

MUTANTS = {
    "seconds_in": {
        "minutes": lambda hours: hours * 60,
        "one day": lambda hours: 24 * 60 * 60,
        "one hour": lambda hours: 3600,
        "?printed": lambda hours: None,
    },
    "value_of_x": {
        "start forgotten": lambda runs: runs,
        "only after restart": lambda runs: 2,
        "doubled": lambda runs: 2**runs,
        "?text": lambda runs: str(1 + runs),
    },
    "average": {
        "not divided": lambda numbers: sum(numbers),
        "divided by 2": lambda numbers: sum(numbers) / 2,
        "whole numbers": lambda numbers: sum(numbers) // len(numbers),
        "middle": lambda numbers: sorted(numbers)[len(numbers) // 2],
        "?one less": lambda numbers: sum(numbers) / (len(numbers) - 1),
    },
}

VARIANTS = {
    "seconds_in": {"product": lambda hours: hours * 3600, "float32": lambda hours: np.float32(3600) * hours},
    "value_of_x": {"range": lambda runs: 1 + sum(1 for _ in range(runs)), "float": lambda runs: 1.0 + runs},
    "average": {
        "numpy": lambda numbers: np.mean(numbers),
        "loop": lambda numbers: sum(x / len(numbers) for x in numbers),
    },
}
