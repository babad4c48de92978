"""Brings in the signatories of an earlier page: reads the table, finds who is meant."""
