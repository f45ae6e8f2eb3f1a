"""`load_sample_county`: the county that does not exist, for trying; prints its accounts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    """Loads the sample county; a second time only what is missing."""

    help = "Load the sample county 云河县 (990128): units, accounts with one known password, plans in every state."

    def add_arguments(self, parser: CommandParser) -> None:
        """The day around which its years lie."""
        parser.add_argument("--today", type=date.fromisoformat, help="Load it as of another day (YYYY-MM-DD).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it and print who may log in."""
        from jixiao_web.sample.loading import PASSWORD, county_load  # the sample stands above this part

        accounts = county_load(options["today"])
        for username, full_name, role, unit in accounts:
            self.stdout.write(f"{username:<10}{full_name}\t{role}\t{unit}")
        self.stdout.write(f"密码（全部样例账号，只供试用）：{PASSWORD}")
