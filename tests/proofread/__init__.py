"""Tests of the rules of proofreading."""
