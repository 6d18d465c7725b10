"""Documents as wholes: where they begin and end, and what is attached to them."""
