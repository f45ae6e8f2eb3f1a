"""Regions, units, people, their roles, and who may do what."""
