"""Tests of what an edition makes of its findings."""
