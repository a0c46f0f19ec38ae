"""The pages that other programs are given: composed by us, with file addresses instead of ours."""

from pathlib import Path

from plainleaf.layout.compose import compose
from plainleaf.pipeline import Request, make_leaflet, open_workshop, plan_jobs
from plainleaf.project import Project
from plainleaf.publish import Shelf
from plainleaf.render.fence import SCHEME


def compose_all(project: Project, folder: Path, count: int) -> None:
    """Writes the HTML of the first leaflets of the project."""
    folder.mkdir(parents=True)
    workshop = open_workshop(project, Request(), Shelf(None))
    for job in plan_jobs(workshop)[:count]:
        leaflet = make_leaflet(workshop, job, [])
        page = compose(leaflet, project, workshop.profiles[job.profile], job.paper)
        html = page.html.replace(SCHEME, f"{project.root.as_uri()}/")
        (folder / f"{job.medicine}.{job.tag}.html").write_text(html, encoding="utf-8")
