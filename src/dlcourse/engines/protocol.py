"""What a live view needs of a network. ``dlcourse.nn.Network`` fits, and so can a student's own functions, wrapped."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class Engine(Protocol):
    """A network that a live view can show and train, one batch at a time."""

    def reset(self, layer_sizes, seed):
        """Start again with these layers; the same seed gives the same parameters."""

    def parameters(self):
        """``{"W1": (n_1, n_0), "b1": (n_1,), "W2": ...}``."""

    def forward(self, X):
        """``(y_hat, cache)``, the cache holding ``"A0", "Z1", "A1", ..., "ZL", "AL"``."""

    def step(self, X_batch, y_batch, learning_rate):
        """One update. Returns the gradients it used, ``{"dW1": ..., "db1": ..., ...}``."""

    def cost(self, X, y):
        """The cost on ``X``, ``y``, a float."""
