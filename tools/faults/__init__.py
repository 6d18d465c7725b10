"""Kinds of faults that are put into real transcriptions, one at a time."""
