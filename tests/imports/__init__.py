"""Files as people have them become transcriptions, and nothing of them is lost in silence."""
