"""Settings of the server as they are, with one address more: an empty view, behind all middleware."""

from jixiao_web.config.settings import *  # noqa: F403  # the server's own settings are what is measured

ROOT_URLCONF = "benchmarks.web_urls"
