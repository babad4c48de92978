"""What people type into the extranet."""
