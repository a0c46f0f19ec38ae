"""The pipeline: authored files in, finished leaflets out. Read from the top.

    workshop = open_workshop(project, …)    what authors and translators wrote, one clinic, the shelf
    jobs     = plan_jobs(workshop)          one a file; touched(workshop, jobs, changes) are those a change concerns
    outcomes = run(workshop, jobs)          what the shelf remembers, then what workers make of the rest, each by
                                            check ▶ translate ▶ check ▶ compose ▶ render ▶ inspect (stages.make)
    publish(out, workshop, outcomes)        out/ and its manifest

A stage that cannot give its output raises Refused with all its findings; that job is withheld, the next one starts.
"""

from plainleaf.pipeline.changes import Changes, changes_in, changes_since
from plainleaf.pipeline.jobs import Job, Outcome, ReadingLevel, Request, Variant, withholding
from plainleaf.pipeline.outbox import claimed, keep_sheet, publish, withdraw
from plainleaf.pipeline.running import run, take_part
from plainleaf.pipeline.stages import make_leaflet, plan_jobs
from plainleaf.pipeline.touched import loses_sources, touch, touched
from plainleaf.pipeline.workshop import Workshop, open_workshop

__all__ = [
    "Changes",
    "Job",
    "Outcome",
    "ReadingLevel",
    "Request",
    "Variant",
    "Workshop",
    "changes_in",
    "changes_since",
    "claimed",
    "keep_sheet",
    "loses_sources",
    "make_leaflet",
    "open_workshop",
    "plan_jobs",
    "publish",
    "run",
    "take_part",
    "touch",
    "touched",
    "withdraw",
    "withholding",
]
