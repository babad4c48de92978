"""Quick, informal questions in a body or in the whole extranet."""
