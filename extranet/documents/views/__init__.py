"""Documents: lists, their pages, their files, and what keeping them needs."""
