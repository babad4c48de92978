"""The first page of the extranet, and the pages of bodies."""
