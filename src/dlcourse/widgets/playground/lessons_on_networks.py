"""Lessons on what a network can be: activations, layers, weights kept small. How a step is written: lessons.py."""

from dlcourse.widgets.playground.steps import ask, racers

EIGHT = {
    "data": "circle",
    "layers": [8],
    "learning_rate": 0.5,
    "stop": {"epochs": 240},
    "speed": 100,
    "held_out": False,
    "replay": True,
}

ON_NETWORKS = {
    "activations": {
        "begin": EIGHT,
        "controls": ["activation", "learning-rate", "gradients"],
        "steps": [
            {
                "say": "tanh in the hidden layer: the border bends around the circle.",
                "claims": [{"of": "right", "run": 0, "above": 0.95}, {"of": "bend", "run": 0, "above": 1.5}],
            },
            {
                "say": "ReLU: the border is made of straight pieces, with corners.",
                "set": {"race": racers("activation", "tanh", "relu")},
                "claims": [
                    {"of": "flat", "order": [0, 1], "apart": 0.5},
                    {"of": "right", "run": 1, "above": 0.93},
                    {"of": "bend", "run": 1, "above": 1.5},
                ],
            },
            {
                "say": "identity: however many neurons, the border stays a line.",
                "set": {"race": racers("activation", "tanh", "relu", "identity")},
                "ask": ask(
                    "With the identity in the hidden layer, the border will be",
                    ["a circle, a little later", "a straight line", "a polygon"],
                    1,
                    "Layers without a bend are one layer, and one layer draws a line.",
                ),
                "claims": [
                    {"of": "bend", "run": 2, "below": 0.1},
                    {"of": "right", "order": [2, 1], "apart": 0.2},
                    {"of": "right", "order": [2, 0], "apart": 0.2},
                ],
            },
            {
                "say": "step: its derivative is 0, so the hidden layer never learns. Look at its bar.",
                "set": {"race": racers("activation", "tanh", "step")},
                "claims": [
                    {"of": "first", "run": 1, "below": 1e-12},
                    {"of": "first", "run": 0, "above": 1e-4},
                    {"of": "cost", "order": [0, 1], "apart": 0.08},
                ],
            },
        ],
    },
    "layers": {
        "begin": {
            "data": "xor",
            "layers": [],
            "held_out": False,
            "learning_rate": 1,
            "stop": {"epochs": 240},
            "speed": 100,
        },
        "controls": ["layers", "sizes", "activation"],
        "steps": [
            {
                "say": "No hidden layer: one line for four corners. Half of the points stay wrong.",
                "claims": [
                    {"of": "right", "run": 0, "below": 0.75},
                    {"of": "bend", "run": 0, "below": 0.1},
                    {"of": "cost", "run": 0, "above": 0.6},
                ],
            },
            {
                "say": "Two hidden neurons draw two lines: better.",
                "set": {"race": racers("layers", [], [2])},
                "claims": [{"of": "cost", "order": [1, 0], "apart": 0.15}],
            },
            {
                "say": "Four hidden neurons: every corner on its side.",
                "set": {"race": racers("layers", [], [2], [4])},
                "claims": [{"of": "cost", "order": [2, 1, 0], "apart": 0.1}, {"of": "right", "run": 2, "above": 0.93}],
            },
            {
                "say": "Luck: five seeds of each. With two neurons some seeds get stuck, with four none does.",
                "set": {"race": racers("layers", [2], [4]), "seeds": 5},
                "claims": [
                    {"of": "high", "order": [1, 0], "apart": 0.15},
                    {"of": "spread", "order": [1, 0], "apart": 0.05},
                ],
            },
        ],
    },
    "decision-boundary": {
        "begin": {
            "data": "xor",
            "layers": [4],
            "held_out": False,
            "learning_rate": 0.5,
            "stop": {"epochs": 120},
            "speed": 50,
        },
        "controls": ["data", "noise", "discretised"],
        "steps": [
            {
                "say": "The colour says y_hat. The line is y_hat = 0.5: the border.",
                "claims": [
                    {"of": "right", "run": 0, "above": 0.9},
                    {"of": "blue", "run": 0, "above": 0.35},
                    {"of": "blue", "run": 0, "below": 0.65},
                    {"of": "colours", "run": 0, "above": 60},
                ],
            },
            {
                "say": "Two colours only: what the network decides.",
                "set": {"discretised": True},
                "reset": False,
                "play": False,
                "claims": [{"of": "colours", "run": 0, "below": 2.5}, {"of": "colours", "run": 0, "above": 1.5}],
            },
        ],
    },
    "regularisation": {
        "begin": {
            "data": "gaussian",
            "layers": [8, 8],
            "share": 0.2,
            "noise": 0.4,
            "learning_rate": 0.3,
            "stop": {"updates": 4000},
            "speed": 16,
            "axis": "updates",
        },
        "controls": ["regularisation", "regularisation-rate", "axis"],
        "steps": [
            {
                "say": "Forty noisy points, left alone: training goes to 0, held-out points pay for it.",
                "claims": [{"of": "cost", "run": 0, "below": 0.1}, {"of": "gap", "run": 0, "above": 0.3}],
            },
            {
                "say": "L2 pulls every weight towards 0: smaller weights, a smaller cost on held-out points.",
                "set": {"race": racers("regularisation", "none", "L2"), "regularisation_rate": 0.01},
                "claims": [
                    {"of": "weights", "order": [1, 0], "apart": 0.1},
                    {"of": "held", "order": [1, 0], "apart": 0.15},
                ],
            },
            {
                "say": "L1 takes most weights to 0: nine of ten edges are gone.",
                "set": {"race": racers("regularisation", "none", "L2", "L1")},
                "claims": [
                    {"of": "thin", "order": [0, 2], "apart": 0.6},
                    {"of": "thin", "order": [1, 2], "apart": 0.6},
                    {"of": "thin", "run": 2, "above": 0.85},
                ],
            },
        ],
    },
    "vanishing-gradients": {
        "begin": {
            "data": "circle",
            "layers": [6, 6, 6, 6, 6],
            "activation": "sigmoid",
            "learning_rate": 0.3,
            "held_out": False,
            "stop": {"epochs": 360},
            "speed": 150,
        },
        "controls": ["activation", "learning-rate", "gradients"],
        "steps": [
            {
                "say": "Sigmoid in five hidden layers: dW1 is thousands of times smaller than dW6. Nothing is learnt.",
                "claims": [{"of": "fading", "run": 0, "above": 2000}, {"of": "fall", "run": 0, "below": 0.1}],
            },
            {
                "say": "tanh: the gradient reaches the first layer.",
                "set": {"race": racers("activation", "sigmoid", "tanh")},
                "claims": [
                    {"of": "fading", "order": [1, 0], "times": 50},
                    {"of": "cost", "order": [1, 0], "apart": 0.2},
                ],
            },
            {
                "say": "ReLU: its slope is 0 or 1, and the gradient reaches the first layer too.",
                "set": {"race": racers("activation", "sigmoid", "tanh", "relu")},
                "claims": [{"of": "fading", "order": [2, 0], "times": 50}],
            },
        ],
    },
    "one-input": {
        "begin": {
            "data": "sine",
            "layers": [6],
            "held_out": False,
            "learning_rate": 0.1,
            "stop": {"epochs": 480},
            "speed": 200,
        },
        "controls": ["data", "layers", "sizes", "activation", "learning-rate"],
        "steps": [
            {
                "say": "One input, one output: the network draws a curve through the points.",
                "claims": [{"of": "cost", "run": 0, "below": 0.15}, {"of": "fall", "run": 0, "above": 0.3}],
            },
            {
                "say": "ReLU draws it with straight pieces, a corner for each hidden neuron at most.",
                "set": {"race": racers("activation", "tanh", "relu")},
                "claims": [{"of": "flat", "run": 1, "above": 0.9}, {"of": "flat", "order": [0, 1], "apart": 0.5}],
            },
        ],
    },
}
