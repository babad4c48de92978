"""What is held about people: who holds it, how it is handed out, erased and forgotten in time.

`sources` is the registry that every app enters its own into; `services` does what is asked for.
"""
