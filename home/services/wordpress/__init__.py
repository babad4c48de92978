"""Writes what an export of WordPress holds into the site; see docs/importing-wordpress.md."""
