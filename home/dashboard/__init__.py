"""The first panel on the front page of the admin: what waits for whoever signed in."""
