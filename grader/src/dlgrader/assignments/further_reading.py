"""Where to read again, by assignment and question: the lecture and its heading."""

from __future__ import annotations

# {assignment: {question: (lecture, heading)}}; a test looks each of them up in the lectures.
PLACES = {
    "perceptron": {
        "weighted_sum": ("02-neurons", "The first part: the weighted sum"),
        "step": ("04-perceptron", "Its activation: the binary step"),
        "gates": ("04-perceptron", "Which classes: linearly separable ones"),
        "predict": ("04-perceptron", "Its activation: the binary step"),
        "learn": ("04-perceptron", "The parameters, and the rule that learns them"),
        "train": ("04-perceptron", "The parameters, and the rule that learns them"),
        "accuracy": ("07-first-network", "Evaluate"),
        "train_and_test": ("07-first-network", "Split: keep some rows for later"),
    },
    "forward-pass-and-cost": {
        "edges": ("08-forward-pass", "Weights and their three indices"),
        "shapes": ("08-forward-pass", "All rows at once"),
        "count": ("08-forward-pass", "The network: layers, and one activation per layer"),
        "forward_row": ("08-forward-pass", "One layer at once"),
        "forward_all": ("08-forward-pass", "All rows at once"),
        "cost": ("09-cost", "The cost of all examples"),
        "slopes": ("09-cost", "The slope of the cost"),
        "xor": ("05-feed-forward-networks", "A hidden layer: what its neurons compute"),
    },
    "gradient-descent": {
        "derivative": ("10-gradient-descent", "Which way is down?"),
        "update": ("10-gradient-descent", "The algorithm"),
        "descend": ("10-gradient-descent", "When to stop"),
        "gradient": ("10-gradient-descent", "Two weights: a surface"),
        "neuron_gradient": ("09-cost", "The slope of the cost"),
        "updates_per_epoch": ("10-gradient-descent", "Updates per epoch"),
        "fit": ("10-gradient-descent", "Mini-batch gradient descent"),
        "learning_rate": ("10-gradient-descent", "Too small, good, too large"),
    },
    "bug-hunt": dict.fromkeys(("rents", "xor", "ring", "exam", "corners", "sine"), ("12-recap", "The bug hunt")),
    "implementing-backpropagation": {
        "activations": ("03-activations", "Sigmoid"),
        "initialization": ("08-forward-pass", "Why they start at random"),
        "forward": ("08-forward-pass", "All rows at once"),
        "cost": ("09-cost", "The cost of all examples"),
        "by_hand": ("11-backpropagation", "The chain rule, with numbers"),
        "backward": ("11-backpropagation", "All partial derivatives, as matrices"),
        "gradient_check": ("11-backpropagation", "Trust, and check"),
        "update": ("11-backpropagation", "Update weights and biases, then repeat"),
        "mini_batches": ("10-gradient-descent", "Mini-batch gradient descent"),
        "train": ("12-recap", "Recap: the loop in one picture"),
    },
}


def further_reading(assignment: str, question: str) -> str:
    """Such as ``lecture 09, "The cost of all examples"``; empty where nothing is known."""
    lecture, heading = PLACES.get(assignment, {}).get(question, ("", ""))
    return f'lecture {lecture[:2]}, "{heading}"' if lecture else ""
