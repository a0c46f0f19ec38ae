"""What layout refuses: code to manual."""

from collections.abc import Mapping

from plainleaf.layout import fonts, glyphs

RULES: Mapping[str, str] = {
    **fonts.RULES,
    **glyphs.RULES,
    "template-error": """Do the templates compose?

    A name that does not exist must never print as nothing.
    Bad: `{{ leaflet.tittle }}`. Good: `{{ leaflet.title }}`.
    """,
    "bad-logo": """Can the clinic's logo be printed?

    Bad: `logo: {file: logo.png, alt: Our clinic}` without clinics/logo.png, or with a file of many megabytes.
    Good: a PNG picture of at most a megabyte beside the clinic's file.
    """,
    "unknown-pictogram": """Is each pictogram a file of templates/pictograms/?

    Bad: `pictogram: fod`. Good: `pictogram: food`.
    """,
}
