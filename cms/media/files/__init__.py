"""Files of unknown origin: what they are, and how they are sent to who may have them."""
