"""The pages of the docs: their tutorial walked, their commands and links tried."""
