"""What learning contributes to the rooms around it, once the models are there."""

from academy.learning import contributions  # noqa: F401
