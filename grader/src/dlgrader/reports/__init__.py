"""What an instructor sees of a graded class: in the terminal, as a page, as a table, as JSON."""
