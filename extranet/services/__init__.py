"""What is done in the extranet: verbs with keyword-only arguments, without a request."""
