"""Reports of a unit's and of a county's year as paper: chapters, charts, tables, the entries behind each number."""
