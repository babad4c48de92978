"""Telling people by e-mail: preferences, delivery, digests; each room registers its kinds."""
