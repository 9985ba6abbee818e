"""What a live view trains through: the network, or a student's own functions."""
