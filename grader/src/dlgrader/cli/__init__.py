"""The command line: the app, what its commands share, and one file a command."""
