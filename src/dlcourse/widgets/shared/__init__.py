"""What every view is made of: traits, controls, drawing."""
