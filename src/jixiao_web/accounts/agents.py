"""Browsers in the few words that tell one device from another."""

from __future__ import annotations

_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("HarmonyOS", "HarmonyOS"),
    ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def agent_words(agent: str) -> str:
    """A browser and its system in short.

    >>> agent_words("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36")
    'Chrome · Windows'
    """
    parts = (next((words for mark, words in known if mark in agent), "") for known in (_BROWSERS, _SYSTEMS))
    return " · ".join(part for part in parts if part)
