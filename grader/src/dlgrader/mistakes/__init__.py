"""The bank of mistakes: wrong solutions that must be caught and named, right ones that must get full points."""
