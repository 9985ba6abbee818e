"""The questions that unlock the live views of the lectures: here, so that no notebook shows the answers."""

QUESTIONS = {
    "square of twelve": {
        "question": "You move the slider to 12. What will Python say?",
        "choices": ["24", "144", "It depends on where the slider stood before"],
        "answer": 1,
        "because": "It squares the number that it gets, and remembers nothing of the one before.",
    },
    "no noise": {
        "question": "The network has learnt to take noise away. What does it do to a digit that has none?",
        "choices": ["It leaves it as it is", "It makes it a little worse", "It makes it sharper than the true one"],
        "answer": 1,
        "because": "It returns what is likely after noise. A digit without noise it has never seen.",
    },
    "tiny learning rate": {
        "question": "You take a learning rate of 0.001 and train for 200 epochs. What does the cost do?",
        "choices": ["It falls as far as with 0.1, only later", "It hardly moves", "It jumps up and down"],
        "answer": 1,
        "because": "Every step is a hundredth of that with 0.1. In 200 epochs the cost falls by less than 1%.",
    },
    "batches of one": {
        "question": "100 rows. You move the batch size from 10 to 1. How many updates does an epoch make now?",
        "choices": ["As many as before", "Ten times as many", "A tenth"],
        "answer": 1,
        "because": "An epoch uses every row once. One row per update makes 100 updates, ten rows make 10.",
    },
    "few noisy points": {
        "question": "60 noisy points, a network with 105 numbers to learn, and time. What does the held-out cost do?",
        "choices": ["It falls like the training cost", "It falls, then it rises", "It stays where it began"],
        "answer": 1,
        "because": "First it learns what all points share, then the noise of these 60 by heart.",
    },
    "overlapping classes": {
        "question": "Two of the thirty measurements, eight neurons. Will every point lie on its side in the end?",
        "choices": ["Yes, with enough epochs", "Yes, with a larger learning rate", "No"],
        "answer": 2,
        "because": "Here benign and malignant tumours lie among each other. No smooth border separates them.",
    },
    "moment of the update": {
        "question": "Once round the loop: when does the weight W^1_(0,0) change?",
        "choices": [
            "As soon as its own slope is known",
            "When all slopes are known",
            "When the next forward pass reaches it",
        ],
        "answer": 1,
        "because": "First the whole backward pass, then one update of all weights and biases.",
    },
    "letter": {
        "question": "You draw the letter E. What will the network say?",
        "choices": [
            "Nothing is above one half: it is no digit",
            "It is a digit, and the network is sure of it",
            "An error: E is not allowed",
        ],
        "answer": 1,
        "because": "It was never shown a letter, and an E has the strokes of a 5. Draw one and see. Then try an A.",
    },
    "larger bias": {
        "question": "You make the bias b larger and touch nothing else. What happens to the output a?",
        "choices": ["It becomes larger", "It becomes smaller", "It depends on the inputs"],
        "answer": 0,
        "because": "b is added to z as it is, and the sigmoid grows with z. Only weights act through inputs.",
    },
    "steepest place": {
        "question": "Where is the slope of the sigmoid largest?",
        "choices": ["At large z", "At z = 0", "At very negative z"],
        "answer": 1,
        "because": "At 0 it is 1/4, and on both sides the curve becomes flat: there the slope is almost 0.",
    },
    "doubled weights": {
        "question": "You double both weights and the bias. What happens to the line?",
        "choices": ["It moves away from the origin", "It turns", "Nothing"],
        "answer": 2,
        "because": "Both sides of w.x + b = 0 are doubled. The same points satisfy it, and the same side says 1.",
    },
    "products of the output neuron": {
        "question": "The output neuron of this 2-3-2-1 network adds up how many products?",
        "choices": [
            "2, one for each input x",
            "2, one for each neuron of the last hidden layer",
            "5, all hidden neurons",
        ],
        "answer": 1,
        "because": "It listens to the layer just before it, which has two neurons, and to nothing else.",
    },
    "identity in every layer": {
        "question": "With the identity in all hidden layers, can this network enclose the circle?",
        "choices": ["Yes, it only takes longer", "No, its border stays a straight line", "It depends on the seed"],
        "answer": 1,
        "because": "Layers without a non-linear activation are one layer, and one layer draws a line.",
    },
    "one input moved": {
        "question": "You walk through the whole pass, then move the slider of x_0 alone. Which numbers change?",
        "choices": [
            "Only the output",
            "Only neuron 0 of layer 1, and the output",
            "Every z and every a of layers 1 to 3",
        ],
        "answer": 2,
        "because": "x_0 has an edge to every neuron of layer 1, and each of those has one to every neuron of layer 2.",
    },
    "one answer moved away": {
        "question": "One answer is moved further from its target. What happens to the cost?",
        "choices": ["It grows", "It grows only if that was the worst answer", "It stays, because it is a mean"],
        "answer": 0,
        "because": "Every loss is part of the mean with the same share, 1/m. If one grows, the mean grows.",
    },
    "doubled learning rate": {
        "question": "The ball lies in the steep part. You double the learning rate. What happens to its next step?",
        "choices": ["It is twice as long", "It is half as long", "It depends on the last step"],
        "answer": 0,
        "because": "A step is the learning rate times the slope, and the slope has not changed.",
    },
    "first known partials": {
        "question": "Which entries of the matrices will be known first?",
        "choices": ["Those of layer 1, as in the forward pass", "Those of layer 3", "All at the same time"],
        "answer": 1,
        "because": "Only the last layer's effect on the cost is known directly. The others ask the layer after them.",
    },
}


def ask(name):
    """The question of that name, as ``predict`` of a view: {"question", "choices", "answer", "because"}.

    Raises ValueError when there is none of that name.
    """
    if name not in QUESTIONS:
        raise ValueError(f"no question is called {name!r}; there are {', '.join(QUESTIONS)}")
    return {key: list(value) if key == "choices" else value for key, value in QUESTIONS[name].items()}
