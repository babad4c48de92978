"""Demands for extraordinary meetings, and the units of their rolls."""

from .demand import Demand
from .unit import DemandUnit

__all__ = [
    "Demand",
    "DemandUnit",
]
