"""`load_sample_county`: the county that does not exist, for trying; prints its accounts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Loads the sample county; a second time only what is missing."""

    help = "Load the sample county 云河县 (990128): units, accounts with one known password, plans in every state."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it and print who may log in."""
        from jixiao_web.sample.loading import PASSWORD, county_load  # the sample stands above this part

        accounts = county_load()
        for username, full_name, role, unit in accounts:
            self.stdout.write(f"{username:<10}{full_name}\t{role}\t{unit}")
        self.stdout.write(f"密码（全部样例账号，只供试用）：{PASSWORD}")
