"""What all checks are made of: cases, calls, comparison, words, the report."""
