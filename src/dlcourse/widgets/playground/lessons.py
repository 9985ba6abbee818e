"""What each lecture needs of the playground: the state it begins with, the only controls it shows, and its steps.

A step says one thing, changes some of the state ("set"), may freeze the run so far ("freeze"), start again ("reset")
and play ("play"), and may ask first ("ask"): the view stays locked until somebody answers.
"""


def _ask(question, choices, answer, because):
    return {"question": question, "choices": choices, "answer": answer, "because": because}


LESSONS = {
    "learning-rate": {
        "begin": {"data": "circle", "layers": [4], "learning_rate": 0.03},
        "controls": ["learning-rate", "axis", "freeze", "replay"],
        "steps": [
            {"say": "alpha = 0.03. Press Play and watch the cost: it falls, slowly."},
            {
                "say": "The same network, the same seed, alpha = 0.3. The first run stays as a dashed line.",
                "set": {"learning_rate": 0.3},
                "freeze": True,
                "reset": True,
                "ask": _ask(
                    "With a ten times larger alpha, the cost will",
                    ["fall faster", "fall slower", "rise"],
                    0,
                    "Each update goes ten times further along the same slope.",
                ),
            },
            {
                "say": "alpha = 10. The steps jump over the valley, and back.",
                "set": {"learning_rate": 10},
                "freeze": True,
                "reset": True,
                "ask": _ask(
                    "And with alpha = 10?",
                    ["It falls faster still", "It jumps about", "Nothing changes"],
                    1,
                    "A step that is too long ends on the other side, often higher than it began.",
                ),
            },
            {
                "say": "Your turn: which alpha reaches a cost of 0.1 in the fewest epochs?",
                "set": {"learning_rate": 0.1},
            },
        ],
    },
    "batch-size": {
        "begin": {"data": "circle", "layers": [4], "axis": "updates", "batch_size": 100},
        "controls": ["batch-size", "variant", "axis", "freeze", "replay"],
        "steps": [
            {"say": "All 100 rows in one batch: one update per epoch, and a smooth curve."},
            {
                "say": "Batches of 10: ten updates per epoch. The axis counts updates.",
                "set": {"batch_size": 10},
                "freeze": True,
                "reset": True,
            },
            {
                "say": "One row at a time, stochastic gradient descent: the curve trembles.",
                "set": {"batch_size": 1},
                "freeze": True,
                "reset": True,
                "ask": _ask(
                    "With one row per update, the curve of the cost will be",
                    ["smoother", "rougher", "the same"],
                    1,
                    "One row is a rough idea of the slope that all rows have together.",
                ),
            },
            {
                "say": "The same runs against epochs, then against samples seen. Which comparison is fair?",
                "set": {"axis": "epochs"},
            },
        ],
    },
    "epochs": {
        "begin": {"data": "spiral", "layers": [8, 8], "share": 0.3, "noise": 0.2},
        "controls": ["axis", "speed", "freeze"],
        "steps": [
            {"say": "Few and noisy points, many weights. Thick: training. Thin: held-out."},
            {"say": "Let it run. Where does the thin curve turn up?", "play": True},
            {
                "say": "Half of the points now train it. Does the thin curve still turn?",
                "set": {"share": 0.5},
                "reset": True,
            },
        ],
    },
    "activations": {
        "begin": {"data": "circle", "layers": [4, 4]},
        "controls": ["activation", "learning-rate", "freeze"],
        "steps": [
            {"say": "tanh in the hidden layers: the border bends around the circle."},
            {"say": "ReLU: the border has corners.", "set": {"activation": "relu"}, "freeze": True, "reset": True},
            {
                "say": "identity: however deep, the border stays a line.",
                "set": {"activation": "identity"},
                "freeze": True,
                "reset": True,
            },
            {
                "say": "step: its derivative is 0 everywhere, so the hidden layers get no gradient at all.",
                "set": {"activation": "step"},
                "freeze": True,
                "reset": True,
            },
        ],
    },
    "layers": {
        "begin": {"data": "xor", "layers": []},
        "controls": ["layers", "sizes", "activation", "seed"],
        "steps": [
            {"say": "No hidden layer: one line for four corners."},
            {"say": "Two hidden neurons, two lines.", "set": {"layers": [2]}, "reset": True},
            {"say": "Four hidden neurons. Try other seeds.", "set": {"layers": [4]}, "reset": True},
        ],
    },
    "decision-boundary": {
        "begin": {"data": "xor", "layers": [4]},
        "controls": ["data", "noise", "discretised"],
        "steps": [
            {"say": "The colour says y_hat: white is 0.5, the border."},
            {"say": "Two colours only: what the network decides.", "set": {"discretised": True}},
        ],
    },
    "regularisation": {
        "begin": {"data": "gaussian", "layers": [8, 8], "share": 0.2, "noise": 0.3, "learning_rate": 0.3},
        "controls": ["regularisation", "regularisation-rate", "freeze", "replay"],
        "steps": [
            {"say": "Forty noisy points. Left alone, the border winds around each of them."},
            {
                "say": "L2 pulls every weight towards 0.",
                "freeze": True,
                "reset": True,
                "set": {"regularisation": "L2", "regularisation_rate": 0.01},
            },
            {
                "say": "L1 makes weights exactly 0, one after the other.",
                "freeze": True,
                "reset": True,
                "set": {"regularisation": "L1", "regularisation_rate": 0.01},
            },
        ],
    },
    "vanishing-gradients": {
        "begin": {"data": "circle", "layers": [6, 6, 6, 6, 6], "activation": "sigmoid", "learning_rate": 0.3},
        "controls": ["activation", "layers", "learning-rate"],
        "steps": [
            {"say": "Sigmoid in five hidden layers: compare the bars of dW1 and dW6."},
            {"say": "tanh: the gradient reaches the first layer.", "set": {"activation": "tanh"}, "reset": True},
            {"say": "ReLU: its slope is 0 or 1.", "set": {"activation": "relu"}, "reset": True},
        ],
    },
    "one-input": {
        "begin": {"data": "sine", "layers": [6], "learning_rate": 0.1},
        "controls": ["data", "layers", "sizes", "activation", "learning-rate"],
        "steps": [
            {"say": "One input, one output: the network draws a curve through the points."},
            {
                "say": "ReLU draws it with straight pieces, one corner for each hidden neuron.",
                "set": {"activation": "relu"},
                "reset": True,
            },
        ],
    },
}
