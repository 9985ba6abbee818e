"""Checks of exercises and assignments: a room each for the lectures and the assignments, over `harness`."""
