"""Notes and their markers."""
