"""Nothing to set: nbgrader warns at every start of a student's JupyterLab where it finds no such file."""
