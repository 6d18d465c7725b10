"""What an edition makes of the findings: how bad they are to it, and which may stand."""

from pipeline.engine.triage.findings import Findings
from pipeline.engine.triage.policy import Policy, is_fixed

__all__ = ["Findings", "Policy", "is_fixed"]
