"""The networks behind the views, in Python and in JavaScript, without any picture."""
