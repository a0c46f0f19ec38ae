"""A patient's own plan, as the prescriber decided it: read with care, checked for arithmetic, and put on paper.

It proposes no dose. What it finds names the field and never the value: a plan is about a person.
"""

from plainleaf.plan.limits import Limits, limits_of
from plainleaf.plan.reading import WHERE, read_plan
from plainleaf.plan.rules import RULES, check_plan
from plainleaf.plan.sheet import plan_leaflet

__all__ = ["RULES", "WHERE", "Limits", "check_plan", "limits_of", "plan_leaflet", "read_plan"]
