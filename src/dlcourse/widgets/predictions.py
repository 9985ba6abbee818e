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
        "because": "b is added to the sum, and the sigmoid grows with z. Only weights act through inputs.",
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


# question: {choice that is wrong: (the misconception's id, the reply to whoever chose it)}. Every wrong choice has one.
WRONG = {
    "square of twelve": {
        "24": ("doubled for squared", "24 is twice 12; the square is 12 times 12."),
        "It depends on where the slider stood before": (
            "functions remember",
            "A function gets a number and knows no other.",
        ),
    },
    "no noise": {
        "It leaves it as it is": (
            "a network knows when to do nothing",
            "It was never shown that nothing was to be done.",
        ),
        "It makes it sharper than the true one": (
            "networks know the truth",
            "It gives a mean of what is likely, and means are softer.",
        ),
    },
    "tiny learning rate": {
        "It falls as far as with 0.1, only later": (
            "time is endless",
            "In time it would. 200 epochs are not enough for that.",
        ),
        "It jumps up and down": ("small and large confused", "Jumping comes from steps that are too long."),
    },
    "batches of one": {
        "As many as before": ("updates count rows", "The rows are as many as before, the batches are not."),
        "A tenth": ("larger batch, more updates", "Smaller batches make more of them, not fewer."),
    },
    "few noisy points": {
        "It falls like the training cost": (
            "training cost tells all",
            "These rows took no part in training: only their noise is of another kind.",
        ),
        "It stays where it began": ("noise hides everything", "The points share a shape, and that is learnt first."),
    },
    "overlapping classes": {
        "Yes, with enough epochs": (
            "training cures everything",
            "More epochs find a better border, not better measurements.",
        ),
        "Yes, with a larger learning rate": (
            "the rate cures everything",
            "It changes how one gets there, not what is there.",
        ),
    },
    "moment of the update": {
        "As soon as its own slope is known": (
            "update while going back",
            "Then the layers before it would use a changed weight, and get wrong slopes.",
        ),
        "When the next forward pass reaches it": (
            "forward changes weights",
            "The forward pass uses weights and changes none.",
        ),
    },
    "letter": {
        "Nothing is above one half: it is no digit": (
            "networks know their limits",
            "Nobody ever showed it what is no digit.",
        ),
        "An error: E is not allowed": ("networks check their input", "It gets 64 brightnesses, and any 64 will do."),
    },
    "larger bias": {
        "It becomes smaller": (
            "bias works against",
            "A larger sum gives a larger answer: the sigmoid rises everywhere.",
        ),
        "It depends on the inputs": ("bias is a weight", "No input is multiplied with b."),
    },
    "steepest place": {
        "At large z": ("large value, large slope", "There the value is nearly 1 and hardly changes any more."),
        "At very negative z": ("far away is steep", "There the value is nearly 0 and hardly changes."),
    },
    "doubled weights": {
        "It moves away from the origin": (
            "weights are lengths",
            "It would, if b stayed and the weights changed alone, or the reverse.",
        ),
        "It turns": ("weights are angles", "It turns when the weights change their ratio, and doubling both keeps it."),
    },
    "products of the output neuron": {
        "2, one for each input x": ("every layer sees x", "It never sees x; that both have two numbers is chance."),
        "5, all hidden neurons": ("every layer sees all", "The first hidden layer speaks to the second alone."),
    },
    "identity in every layer": {
        "Yes, it only takes longer": ("depth alone is enough", "No time helps: sums of sums are sums."),
        "It depends on the seed": ("luck decides", "What no weights can do, no start can find."),
    },
    "one input moved": {
        "Only the output": ("hidden layers stand still", "The output hears x only through the hidden layers."),
        "Only neuron 0 of layer 1, and the output": (
            "input j belongs to neuron j",
            "x_0 has an edge to all three neurons, not to number 0 alone.",
        ),
    },
    "one answer moved away": {
        "It grows only if that was the worst answer": (
            "cost is the worst loss",
            "That would be the maximum. A mean counts all of them.",
        ),
        "It stays, because it is a mean": (
            "means do not move",
            "A mean moves by 1/m of what one of its numbers moves.",
        ),
    },
    "doubled learning rate": {
        "It is half as long": ("faster means smaller", "Twice the factor makes the product twice as large."),
        "It depends on the last step": (
            "descent has momentum",
            "Plain descent remembers nothing; momentum, which does, is another method.",
        ),
    },
    "first known partials": {
        "Those of layer 1, as in the forward pass": (
            "both ways begin at the input",
            "Those of layer 1 need the slopes of all layers after it.",
        ),
        "All at the same time": ("slopes are independent", "Each layer's slopes are made from those of the next one."),
    },
}
# Where the right answer would stand second too often: the place it is moved to.
MOVED = {
    "no noise": 0, "tiny learning rate": 2, "batches of one": 0, "steepest place": 0, "few noisy points": 2,
    "identity in every layer": 0,
}  # fmt: skip


def ask(name):
    """The question of that name, as ``predict`` of a view: {"question", "choices", "answer", "because"}.

    ``because`` has a reply to every choice: why the right one is right, and what each wrong one overlooks.
    Raises ValueError when there is none of that name.
    """
    if name not in QUESTIONS:
        raise ValueError(f"no question is called {name!r}; there are {', '.join(QUESTIONS)}")
    asked = QUESTIONS[name]
    choices, right = list(asked["choices"]), asked["choices"][asked["answer"]]
    place = MOVED.get(name, asked["answer"])
    choices.remove(right)
    replies = " ".join(f"“{choice}”? {WRONG[name][choice][1]}" for choice in choices)
    choices.insert(place, right)
    because = f"{asked['because']} {replies}"
    return {"question": asked["question"], "choices": choices, "answer": place, "because": because}
