"""The playground: a network that learns while its hyperparameters move."""
