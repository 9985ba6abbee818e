"""Views of lecture 01: what a trained network does."""
