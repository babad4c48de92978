"""What every room of the extranet builds on: standing, audit log, base views, registries."""
