"""Settings of a server without middleware: what an empty view takes is the measure of all pages."""

from benchmarks.web_settings import *  # noqa: F403  # the same server, only without what stands before the view

MIDDLEWARE: list[str] = []
