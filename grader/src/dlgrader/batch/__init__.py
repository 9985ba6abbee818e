"""A class: judged in parallel, written by one writer, gone on with where it stopped."""
