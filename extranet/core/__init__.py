"""What every room of the extranet leans on: standing, audit log, base views, registries."""
