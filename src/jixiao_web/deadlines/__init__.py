"""Deadlines: the county's dates, what waits for whom by when, reminders by mail, a feed for calendars."""
