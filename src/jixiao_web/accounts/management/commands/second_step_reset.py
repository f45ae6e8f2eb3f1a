"""`python -m django second_step_reset NAME`: for the only administrator, who has lost telephone and recovery codes."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from jixiao_web.accounts.models import User
from jixiao_web.accounts.services import second_step_reset_at_server


class Command(BaseCommand):
    """Forgets an account's second step."""

    help = "Forget the second step of an account; its sessions end. Whoever may run this may read the database anyway."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The account."""
        parser.add_argument("username")

    def handle(self, *, username: str, **options: object) -> None:
        """Do it, or say that there is nothing to do."""
        user = User.objects.filter(username=username).first()
        if user is None or not second_step_reset_at_server(user=user):
            raise CommandError(f"no account {username} with a second step")
        self.stdout.write(f"{username}: second step forgotten, sessions ended")
