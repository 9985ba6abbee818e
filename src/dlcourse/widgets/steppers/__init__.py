"""A forward or backward pass, one step at a time."""
