"""Patient leaflets: one monograph, many languages, large print, tagged PDF."""

__version__ = "0.1.0"
