"""Letters and published documents rewritten in each form in which people hand texts in."""
