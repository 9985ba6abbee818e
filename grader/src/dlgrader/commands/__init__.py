"""Commands of the instructor's command line, one module each."""
