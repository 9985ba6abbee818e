"""From clean cells to a verdict."""
