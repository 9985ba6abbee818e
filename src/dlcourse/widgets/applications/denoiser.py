"""Put noise on a digit, and watch the trained network take it away."""

import numpy as np
import traitlets
from matplotlib.figure import Figure

from dlcourse import validation
from dlcourse.plots.picture import INK, Picture
from dlcourse.widgets.network.forward import whole
from dlcourse.widgets.network.trained import carried, says
from dlcourse.widgets.shared.traits import Real, Refused, Whole
from dlcourse.widgets.shared.view import View, module


class Denoiser(View):
    """One of several digits with as much noise as the slider says, cleaned by a network, beside the true one.

    Parameters
    ----------
    network : a trained dlcourse.nn.Network with 64 inputs and 64 outputs
    X : (k, 64) array of clean digits, brightness from 0 to 1, at most 20
    noise : standard deviation of the noise, 0 to 1
    row : the digit shown at first
    rng : numpy.random.Generator (or a seed) that draws the noise once
    predict : a question that unlocks the view, see :class:`View`
    """

    _esm = module("denoiser")
    network = traitlets.Dict().tag(sync=True)
    X = traitlets.List().tag(sync=True)
    pattern = traitlets.List().tag(sync=True)
    noise = Real(0.3, low=0, high=1).tag(sync=True)
    row = Whole(0, low=0).tag(sync=True)

    def __init__(self, network, X, noise=0.3, row=0, rng=0, predict=None):
        X = validation.array("X", X, ("m", 64))
        if len(X) > 20 or X.min() < 0 or X.max() > 1:
            raise ValueError("X must hold at most 20 digits, with brightness from 0 to 1")
        row = whole("row", row, 0, len(X) - 1, f"from 0 to {len(X) - 1}")
        try:
            rng = np.random.default_rng(rng)
        except (TypeError, ValueError):
            raise ValueError(f"rng must be a numpy.random.Generator or a seed, not {validation.shown(rng)}") from None
        pattern = rng.normal(size=X.shape).round(6)
        super().__init__(
            predict, network=carried(network, 64, 64), X=X.tolist(), pattern=pattern.tolist(), noise=noise, row=row
        )

    @traitlets.validate("row")
    def _check_row(self, proposal):
        if proposal["value"] >= len(self.X):
            raise Refused(f"row must be from 0 to {len(self.X) - 1}, not {proposal['value']}")
        return proposal["value"]

    def pictures(self):
        """``(noisy, cleaned, true)``, three (64,) arrays."""
        true = np.array(self.X[self.row])
        noisy = np.clip(true + self.noise * np.array(self.pattern[self.row]), 0, 1)
        return noisy, says(self.network, noisy), true

    def picture(self):
        figure = Figure(figsize=(6, 2.4), layout="constrained")
        for axes, image, name in zip(figure.subplots(1, 3), self.pictures(), ("noisy", "cleaned", "true"), strict=True):
            axes.imshow(image.reshape(8, 8), cmap="gray_r", vmin=0, vmax=1)
            axes.set(xticks=[], yticks=[])
            axes.set_title(name, color=INK)
        return Picture(figure, f"A digit with noise {self.noise:.2f}, cleaned by a network, and the true digit")
