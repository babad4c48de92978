"""Formal decisions: ballots and elections, by rule, roll and record."""
