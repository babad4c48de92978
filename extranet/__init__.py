"""What a mandate gives a right to: meetings, documents, decisions, polls, ballots."""
