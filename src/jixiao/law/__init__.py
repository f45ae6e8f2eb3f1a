"""The law as data: acts and clauses, dated values with their source, provinces.

Leaves judging a document to the checks; here stands what they judge by.
"""

from __future__ import annotations

from jixiao.law.acts import Act, Citation, Clause, Wording, acts, cite
from jixiao.law.calendar import Due, calendar_of, profile_of_division
from jixiao.law.law import Law, NotInForce
from jixiao.law.parameters import Parameter, Value
from jixiao.law.profiles import PROFILES, Profile, parameters, profile
from jixiao.law.province import profile_of

__all__ = [
    "PROFILES",
    "Act",
    "Citation",
    "Clause",
    "Due",
    "Law",
    "NotInForce",
    "Parameter",
    "Profile",
    "Value",
    "Wording",
    "acts",
    "calendar_of",
    "cite",
    "parameters",
    "profile",
    "profile_of",
    "profile_of_division",
]
