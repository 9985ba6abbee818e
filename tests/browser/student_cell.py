"""The cell of a student who has done the assignment, with a switch for an error and one for a loop without end."""

MINE = """
import numpy as np
from dlcourse import nn
from dlcourse.widgets import Playground

broken = endless = False

def initialize_parameters(layer_sizes, rng):
    return nn.initialize_parameters(layer_sizes, rng)

def forward(X, parameters, hidden="sigmoid", output="sigmoid"):
    return nn.forward(X, parameters, hidden, output)

def cost(y_hat, y):
    return float(np.mean((y_hat - y) ** 2))

def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    if broken:
        np.ones(3) @ np.ones(4)
    while endless:
        broken
    return nn.backward(y, parameters, cache, hidden, output)

def update_parameters(parameters, gradients, learning_rate):
    return nn.update(parameters, gradients, learning_rate)
"""
