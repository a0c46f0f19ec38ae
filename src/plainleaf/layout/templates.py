"""Templates: Jinja over templates/, strict, and its faults as findings with their rows."""

from functools import lru_cache
from pathlib import Path
from traceback import walk_tb

import jinja2

from plainleaf.findings import Finding, Refused, Span
from plainleaf.project import Project


def rendered(project: Project, template: str, **given: object) -> str:
    """A file of templates/ with what it is given; raises Refused where the template fails."""
    try:
        return _environment(project.templates).get_template(template).render(**given)
    except Exception as error:
        finding = _template_finding(error, project, template)
        if finding is None:
            raise
        raise Refused([finding]) from error


@lru_cache(maxsize=8)
def _environment(templates: Path) -> jinja2.Environment:
    return jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        loader=jinja2.FileSystemLoader(templates),
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _template_finding(error: Exception, project: Project, template: str) -> Finding | None:
    """The finding at its row; None where not the template but this program failed."""
    row, name = getattr(error, "lineno", None), getattr(error, "name", None)
    innermost = Path()
    for frame, number in walk_tb(error.__traceback__):
        innermost = Path(frame.f_code.co_filename)
        if innermost.is_relative_to(project.templates):
            row, name = number, innermost.relative_to(project.templates).as_posix()
    at_fault = (project.templates, Path(jinja2.__file__).parent)
    is_theirs = isinstance(error, jinja2.TemplateError) or any(map(innermost.is_relative_to, at_fault))
    if not is_theirs:
        return None
    place = Span(f"templates/{name or template}", row or 0)
    return Finding("template-error", f"the template fails: {error}", place, "mend the template")
