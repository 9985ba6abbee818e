"""The page that a student opens after grading."""
