"""What was judged: a verdict, and the store that keeps it."""
