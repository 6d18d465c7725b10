"""Words, numbers and names that are most likely misread."""
