"""The made-up class that shows what the grader does."""
