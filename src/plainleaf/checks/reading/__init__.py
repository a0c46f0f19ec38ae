"""Reading level: sentences, words and syllables of a leaflet, and what a published formula makes of them.

A language is added with a row in ``formulas.FORMULAS`` and a module in ``syllables``; without, the length of
its sentences is judged, by the words it needs for an English one (``formulas.WORDS_FOR_ENGLISH``).
"""

from plainleaf.checks.reading.levels import Level, reading_levels

__all__ = ["Level", "reading_levels"]
