"""The course folder: its settings, its secret, its submissions."""
