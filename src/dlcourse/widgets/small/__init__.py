"""Views of one idea each."""
