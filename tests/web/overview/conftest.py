"""What the tests of dashboards share: an approved plan whose ledgers have payments."""

from tests.web.spending.conftest import approved, ledger, pay, today

__all__ = ["approved", "ledger", "pay", "today"]
