"""Thousands apart by a comma, as in accounts: Django's own Chinese formats group by four and put nothing between."""

THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
