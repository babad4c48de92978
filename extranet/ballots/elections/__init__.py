"""What elections register with the rooms below, each in a module of the name that it has there."""
