"""The application as a server calls it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from jixiao_web.config.environment import CLOCK

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jixiao_web.config.settings")
application = get_wsgi_application()

if os.environ.get(CLOCK):
    from jixiao_web.deadlines.timer import timer_start  # not before Django knows its applications

    timer_start()
