"""Characters that the page cannot have, or that stand for others."""
