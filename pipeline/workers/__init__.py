"""Jobs over processes; what comes of them does not depend on how many there are.

A process that is stopped from outside is the failure of the job it was at; another takes its place
and goes on with the rest.
"""

from pipeline.workers.crew import RULES, WORK_STOPPED, Crew, Lost
from pipeline.workers.processes import Processes, crew_of, here
from pipeline.workers.work import SELDOM, outcome

__all__ = [
    "RULES", "SELDOM", "WORK_STOPPED", "Crew", "Lost", "Processes", "crew_of", "here",
    "outcome",
]  # fmt: skip
