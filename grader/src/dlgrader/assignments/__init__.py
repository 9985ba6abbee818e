"""Assignments and their points: one module per assignment, named as nbgrader names it."""
