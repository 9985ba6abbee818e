"""Lessons on how a network is trained: learning rate, batch size, epochs. How a step is written: lessons.py."""

from dlcourse.widgets.playground.steps import ask, racers

RATES = {
    "data": "circle",
    "layers": [4],
    "learning_rate": 0.03,
    "stop": {"epochs": 60},
    "speed": 30,
    "held_out": False,
    "replay": True,
}
BATCHES = {
    "data": "circle",
    "layers": [4],
    "learning_rate": 0.3,
    "batch_size": 100,
    "stop": {"epochs": 24},
    "speed": 10,
    "held_out": False,
    "replay": True,
}

ON_TRAINING = {
    "learning-rate": {
        "begin": RATES,
        "controls": ["learning-rate", "axis", "log"],
        "steps": [
            {
                "say": "alpha = 0.03. After 60 epochs the cost has hardly moved.",
                "claims": [{"of": "fall", "run": 0, "above": 0.005}, {"of": "fall", "run": 0, "below": 0.12}],
            },
            {
                "say": "The same network, the same seed. alpha = 0.3 goes down, 0.03 creeps.",
                "set": {"race": racers("learning_rate", 0.03, 0.3)},
                "ask": ask(
                    "With a ten times larger alpha, the cost will",
                    ["fall faster", "fall slower", "rise"],
                    0,
                    "Each update goes ten times further along the same slope.",
                ),
                "claims": [{"of": "cost", "order": [1, 0], "apart": 0.4}, {"of": "cost", "run": 1, "below": 0.2}],
            },
            {
                "say": "alpha = 10. The steps jump over the valley, and back.",
                "set": {"race": racers("learning_rate", 0.03, 0.3, 10)},
                "ask": ask(
                    "And with alpha = 10?",
                    ["It falls faster still", "It jumps about", "Nothing changes"],
                    1,
                    "A step that is too long ends on the other side, often higher than it began.",
                ),
                "claims": [
                    {"of": "rises", "run": 2, "above": 3},
                    {"of": "rises", "order": [0, 1, 2], "apart": 0},
                    {"of": "rises", "run": 1, "below": 0.5},
                ],
            },
            {
                "say": "A curve, with squared error: alpha = 1 leaves the numbers for good. It diverges.",
                "set": {
                    "data": "sine",
                    "layers": [6],
                    "race": racers("learning_rate", 0.01, 0.1, 1),
                    "stop": {"updates": 600},
                    "axis": "updates",
                    "speed": 3,
                },
                "claims": [
                    {"of": "diverged", "run": 2, "below": 400},
                    {"of": "cost", "run": 1, "below": 0.2},
                    {"of": "cost", "order": [1, 0, 2], "apart": 0.2},
                ],
            },
            {
                "say": "The target is 0.1. Now move alpha of the last run: who needs fewer epochs?",
                "set": {
                    "data": "circle",
                    "layers": [4],
                    "race": racers("learning_rate", 0.1, 0.3, 1),
                    "stop": {"epochs": 100},
                    "axis": "epochs",
                    "speed": 40,
                    "goal": 0.1,
                },
                "ask": ask(
                    "Which alpha reaches a cost of 0.1 in the fewest epochs?",
                    ["0.1", "0.3", "1"],
                    2,
                    "Here 1 is still not too large. How large may it be?",
                ),
                "claims": [{"of": "reached", "order": [2, 1, 0], "apart": 10}],
            },
        ],
    },
    "batch-size": {
        "begin": BATCHES,
        "controls": ["batch-size", "axis", "log", "batch-cost"],
        "steps": [
            {
                "say": "All 100 rows in one batch: 24 epochs are 24 updates, and the cost has hardly moved.",
                "claims": [
                    {"of": "updates", "run": 0, "below": 24.5},
                    {"of": "updates", "run": 0, "above": 23.5},
                    {"of": "fall", "run": 0, "below": 0.08},
                ],
            },
            {
                "say": "The same 24 epochs: batches of 1 made 2400 updates, and are far ahead.",
                "set": {"race": racers("batch_size", 100, 10, 1)},
                "ask": ask(
                    "The same network, the same seed, three batch sizes. Which is ahead after 24 epochs?",
                    ["100 rows", "10 rows", "1 row"],
                    2,
                    "It makes 100 updates with the same rows, each with a rougher slope.",
                ),
                "claims": [
                    {"of": "cost", "order": [2, 1, 0], "apart": 0.12},
                    {"of": "updates", "order": [0, 1, 2], "times": 9.9},
                ],
            },
            {
                "say": "Equal updates: 100 rows and 10 rows lie on one another. One row trembles.",
                "set": {"stop": {"updates": 240}, "axis": "updates", "speed": 1},
                "ask": ask(
                    "Now each makes 240 updates. The curves of 100 and of 10 rows will",
                    ["be far apart", "lie on one another", "cross"],
                    1,
                    "Ten rows already give a good idea of the slope; one row gives a rough one.",
                ),
                "claims": [
                    {"of": "cost", "together": [0, 1], "within": 0.06},
                    {"of": "rises", "order": [0, 1, 2], "apart": 0.01},
                    {"of": "rises", "run": 2, "above": 1},
                ],
            },
            {
                "say": "The same runs against samples seen: batches of 100 used 100 times as many rows.",
                "set": {"axis": "samples"},
                "reset": False,
                "play": False,
                "claims": [{"of": "samples", "order": [2, 1, 0], "times": 9.9}],
            },
            {
                "say": "Thin: the cost of each batch of 10. Thick: the cost of all rows. A batch is a rough idea.",
                "set": {
                    "race": [],
                    "batch_size": 10,
                    "stop": {"epochs": 40},
                    "axis": "updates",
                    "speed": 20,
                    "batch_cost": True,
                },
                "claims": [{"of": "noise", "run": 0, "above": 0.03}, {"of": "cost", "run": 0, "below": 0.4}],
            },
        ],
    },
    "rate-and-batch": {
        "begin": {
            "data": "circle",
            "layers": [4],
            "held_out": False,
            "speed": 15,
            "sweep": {
                "learning_rate": [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
                "batch_size": [1, 4, 10, 25, 100],
                "epochs": 30,
            },
        },
        "controls": ["axis"],
        "steps": [
            {
                "say": "The cost after 30 epochs, for each alpha and batch size: large batches want a larger alpha.",
                "ask": ask(
                    "alpha = 0.3 is good for batches of 1. Batches of 100 want an alpha that is",
                    ["smaller", "the same", "larger"],
                    2,
                    "They make fewer updates in 30 epochs: each must go further.",
                ),
                "claims": [{"of": "map", "best_rate": [1, 100], "times": 3}],
            },
            {
                "say": "Open a cell: its run plays. Which one is the last before it jumps?",
                "reset": False,
                "play": False,
                "claims": [],
            },
        ],
    },
    "epochs": {
        "begin": {
            "data": "gaussian",
            "layers": [8, 8],
            "share": 0.3,
            "noise": 0.5,
            "learning_rate": 0.3,
            "stop": {"epochs": 1200},
            "speed": 300,
        },
        "controls": ["axis", "log"],
        "steps": [
            {
                "say": "60 noisy points, many weights. Training goes down to 0; held-out turns, and rises.",
                "ask": ask(
                    "60 noisy points, and time. The cost on held-out points will",
                    ["fall with the training cost", "fall, then rise", "stay where it began"],
                    1,
                    "First it learns what all points share, then these 60 by heart.",
                ),
                "claims": [
                    {"of": "turn", "run": 0, "above": 0.2},
                    {"of": "gap", "run": 0, "above": 0.4},
                    {"of": "cost", "run": 0, "below": 0.1},
                ],
            },
            {
                "say": "5000 updates with 60 points (share 0.3) and with 160: more points keep both costs together.",
                "set": {"race": racers("share", 0.3, 0.8), "stop": {"updates": 5000}, "speed": 20, "axis": "updates"},
                "claims": [{"of": "gap", "order": [1, 0], "apart": 0.3}],
            },
        ],
    },
}
