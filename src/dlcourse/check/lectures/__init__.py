"""Checks of the lectures' exercises, one module a lecture."""
