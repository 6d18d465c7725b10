"""What an edition makes of the findings: how bad they are to it, and which may stand."""

from pipeline.engine.triage.policy import Policy, Triaged, is_fixed

__all__ = ["Policy", "Triaged", "is_fixed"]
