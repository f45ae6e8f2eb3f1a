"""What migrations of all parts share: the columns of a table in an order that SQLite reads fast."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation

_LAST = 10**9


class HeavyLast(Operation):
    """Puts columns with long texts at the end of a table.

    SQLite keeps what does not fit a page in a chain of others and walks along it to reach a column behind a long text:
    a list of filings read every draft to learn when it was changed. A column that is added later comes behind them
    again, and wants this once more. PostgreSQL keeps long texts elsewhere: there it does nothing.
    """

    reversible = True

    def __init__(self, model: str, fields: tuple[str, ...]) -> None:
        self.model, self.fields = model, fields

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The same fields, in another order."""
        told = state.models[app_label, self.model.lower()]
        told.fields.update({name: told.fields.pop(name) for name in self.fields})
        state.reload_model(app_label, self.model.lower(), delay=False)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Make the table anew."""
        if schema_editor.connection.vendor != "sqlite":
            return
        model = to_state.apps.get_model(app_label, self.model)
        for number, name in enumerate(self.fields):
            model._meta.get_field(name).creation_counter = _LAST + number  # behind what Django itself puts last
        schema_editor._remake_table(model)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Nothing: any order serves."""

    def describe(self) -> str:
        """In words."""
        return f"Put {', '.join(self.fields)} at the end of {self.model}"
