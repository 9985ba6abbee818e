"""Into nbgrader's gradebook and out of it: one writer, one place for each bend."""
