"""Resolve the markers of notes as one decision for the whole document."""

from pipeline.encode.markers.resolution import resolve
from pipeline.encode.markers.settings import MarkerSettings

__all__ = ["MarkerSettings", "resolve"]
