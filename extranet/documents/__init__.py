"""Confidential documents: folders, versions, shares, stamped copies, retention, reading log."""
