"""Page breaks and their numbers."""
