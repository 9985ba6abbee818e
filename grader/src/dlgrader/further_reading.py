"""Where to read again, by assignment and question: the lecture and its heading."""

from __future__ import annotations

# {assignment: {question: (lecture, heading)}}; a test looks each of them up in the lectures.
PLACES = {
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
