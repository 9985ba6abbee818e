"""Live views for notebooks. Each is a small model (tested without a browser) and a view that only draws."""

from dlcourse.widgets.forward_stepper import ForwardStepper
from dlcourse.widgets.hello_slider import HelloSlider

__all__ = ["ForwardStepper", "HelloSlider"]
