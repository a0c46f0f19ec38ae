"""The monograph room: what authors write about a medicine, read and typed."""

from plainleaf.monograph.authored import read
from plainleaf.monograph.facts import FORMS
from plainleaf.monograph.model import Monograph
from plainleaf.monograph.walk import Passage, passages

__all__ = ["FORMS", "Monograph", "Passage", "passages", "read"]
