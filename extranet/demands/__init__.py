"""Demands for extraordinary meetings."""
