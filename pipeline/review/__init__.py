"""What a person settles: fixes that are applied, decisions that are kept."""
