"""Figures of the course (matplotlib), drawn from the same structures as the code, each with its alternative text."""

from dlcourse.plots.network import network_diagram
from dlcourse.plots.picture import Picture

__all__ = ["Picture", "network_diagram"]
