"""Two engines behind one interface."""
