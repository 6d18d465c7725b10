"""Tests of the stage convert."""
