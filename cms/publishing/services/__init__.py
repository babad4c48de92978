"""What is done about publication."""
