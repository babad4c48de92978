"""What meetings leave behind: minutes, corrections, decisions, follow-ups."""
