"""What all stages share: the document, its text, what is said of it."""
