"""Meetings: one file a task. What one may not see or do is 404."""
