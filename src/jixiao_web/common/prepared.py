"""Selects that are put together once: from request to request only the values in them change.

Django's ORM takes several times longer to put a select together than the database takes to answer it. A select that
every page or every list needs is put together by the ORM at its first use, with places where its values go, and kept
as text; PostgreSQL keeps its plan too. What is read, and by which right, is the query set's affair as everywhere.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, reduce
from operator import or_
from typing import Any, Generic, NamedTuple, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Expression, Func, Model, Q, QuerySet
from django.db.models.query import ModelIterable, get_related_populators

_SHAPES = 256

Row = TypeVar("Row")


class Slot(Expression):
    """The place of a value in a select; it stands where a value would: `filter(state=slot)`."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def as_sql(self, *_: Any, **__: Any) -> tuple[str, list[Slot]]:  # type: ignore[override]  # never compiled alone
        """A placeholder, with itself as the parameter."""
        return "%s", [self]  # the parameter is looked for in `_Text.of`


def among(name: str, values: Iterable[Any]) -> Q:
    """A field that is one of some values, which may be slots: a field of keys takes none in `in`."""
    return reduce(or_, (Q(**{name: each}) for each in values), Q(pk__in=()))


class _OneOf(Func):
    output_field = BooleanField()

    def as_sql(self, compiler: Any, *_: Any, **__: Any) -> tuple[str, list[Any]]:  # type: ignore[override]  # as in Slot
        field, *slots = self.get_source_expressions()
        sql, parameters = compiler.compile(field)
        return f"{sql} IN ({', '.join(['%s'] * len(slots))})", [*parameters, *slots]


def one_of(field: str | Expression, slots: Iterable[Slot]) -> Q:
    """The same for many values, slots all: of alternatives, SQLite would look for a way to each."""
    return Q(_OneOf(field, *slots))


class _Made(NamedTuple):
    """How rows become models: of which class, from which columns, with what is read along."""

    model: type[Model]
    names: list[str]
    columns: slice
    populators: list[Any]


class _Text(NamedTuple):
    """A select as text: its parameters are values, or numbers of slots; converters by column."""

    sql: str
    parameters: tuple[tuple[bool, Any], ...] = ()
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...] = ()
    made: _Made | None = None

    @classmethod
    def of(cls, chosen: QuerySet[Any, Any]) -> _Text:
        compiler = chosen.query.get_compiler(connection=connection)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return cls("")
        told = compiler.get_converters(column[0] for column in compiler.select)
        return cls(
            sql,
            tuple((True, each.number) if isinstance(each, Slot) else (False, each) for each in parameters),
            tuple((column, tuple(steps), expression) for column, (steps, expression) in told.items()),
            _made(compiler) if issubclass(chosen._iterable_class, ModelIterable) else None,
        )


def _made(compiler: Any) -> _Made:
    """As Django's own query sets do it, without what only `annotate` and `prefetch_related` want."""
    told = compiler.klass_info
    columns = slice(told["select_fields"][0], told["select_fields"][-1] + 1)
    names = [column[0].target.attname for column in compiler.select[columns]]
    populators = get_related_populators(told, compiler.select, connection.alias)  # type: ignore[call-arg]  # they are of a later Django
    return _Made(told["model"], names, columns, populators)


class Prepared(Generic[Row]):
    """A select that is put together once for each shape.

    Args:
        make: the select, as a query set, from the slots of its values and from its shape: all that decides the text
            of the select itself. Of models it may read others along, but neither annotate nor prefetch.
    """

    def __init__(self, make: Callable[..., QuerySet[Any, Row]]) -> None:
        self._text = lru_cache(_SHAPES)(
            lambda number, shape: _Text.of(make(*(Slot(each) for each in range(number)), **dict(shape)))
        )

    def rows(self, values: Sequence[Any], **shape: Any) -> list[Row]:
        """What is selected for some values: models, or the rows of a query set of `values_list`."""
        text = self._text(len(values), tuple(shape.items()))
        rows: list[Any] = _read(text, values)
        made = text.made
        if made is None:
            return rows
        found = [made.model.from_db(connection.alias, made.names, row[made.columns]) for row in rows]
        for populator in made.populators:
            for row, each in zip(rows, found, strict=True):
                populator.populate(row, each)
        return found  # type: ignore[return-value]  # models of the query set


def _read(text: _Text, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    if not text.sql:
        return []
    is_native = connection.features.has_native_uuid_field
    told = [_told(each, is_native) for each in values]
    with _cursor() as cursor:
        cursor.execute(text.sql, [told[each] if is_slot else each for is_slot, each in text.parameters])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return _converted(rows, text) if text.converters else rows


def _cursor() -> Any:
    """A cursor that PostgreSQL plans a select for but once: Django's own sends the values within the text, and tells
    that text where queries are logged.
    """
    cursor = connection.cursor()
    if connection.vendor == "postgresql" and not connection.queries_logged:
        cursor.cursor = connection.Database.Cursor(connection.connection)  # type: ignore[attr-defined]  # Django's types know no such part
    return cursor


def _told(value: Any, is_native: bool) -> Any:
    """A value as the database's library takes it; there may be hundreds, most of them keys."""
    if isinstance(value, uuid.UUID):
        return value if is_native else value.hex
    return value if isinstance(value, (str, int)) else connection.ops.adapt_unknown_value(value)


def _converted(rows: Sequence[Sequence[Any]], text: _Text) -> list[tuple[Any, ...]]:
    """Rows as the model's fields give them."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    for number, steps, expression in text.converters if columns else ():
        for step in steps:
            columns[number] = [step(value, expression, connection) for value in columns[number]]
    return list(zip(*columns, strict=True))
