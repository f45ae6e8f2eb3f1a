"""Grids from measured edges: whatever the rows, rectangles tile the grid."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.documents.table_grid import MergeState, RowShape, Spot, even_shape, spots

_ALL: tuple[MergeState, ...] = ("none", "starts", "continues")
STATES = st.sampled_from(_ALL)


def _plain(*edges: int) -> RowShape:
    none: tuple[MergeState, ...] = tuple("none" for _ in edges[1:])
    return RowShape(edges, none, none)


def _places(found: list[Spot]) -> list[tuple[int, int, int, int, int | None]]:
    return [(spot.row, spot.column, spot.rows, spot.columns, spot.cell) for spot in found]


@st.composite
def _shapes(draw: st.DrawFn) -> RowShape:
    count = draw(st.integers(1, 6))
    edges = tuple(draw(st.lists(st.integers(-300, 6000), min_size=count + 1, max_size=count + 1)))
    states = st.lists(STATES, min_size=count, max_size=count)
    return RowShape(edges, tuple(draw(states)), tuple(draw(states)))


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.lists(_shapes(), min_size=1, max_size=6))
def test_every_place_is_covered_once(shapes: list[RowShape]) -> None:
    found, width = spots(tuple(shapes))
    places = [
        (row, column)
        for spot in found
        for row in range(spot.row, spot.row + spot.rows)
        for column in range(spot.column, spot.column + spot.columns)
    ]
    assert sorted(places) == [(row, column) for row in range(len(shapes)) for column in range(width)]
    assert [(spot.row, spot.column) for spot in found] == sorted((spot.row, spot.column) for spot in found)


def test_edges_that_differ_by_a_hair_are_one() -> None:
    found, width = spots(
        (
            _plain(0, 2000, 5000),
            _plain(-5, 2012, 4995),
        )
    )
    assert width == 2
    assert _places(found) == [(0, 0, 1, 1, 0), (0, 1, 1, 1, 1), (1, 0, 1, 1, 0), (1, 1, 1, 1, 1)]


def test_rows_pasted_with_another_indent() -> None:
    assert (
        spots(
            (
                _plain(0, 2000, 5000),
                _plain(-108, 2000, 5108),
            )
        )[1]
        == 2
    )


def test_a_gap_beside_a_short_row_is_one_empty_cell() -> None:
    assert _places(
        spots(
            (
                _plain(0, 1000, 2000, 3000, 4000),
                _plain(1000, 2000),
            )
        )[0]
    )[4:] == [
        (1, 0, 1, 1, None),
        (1, 1, 1, 1, 0),
        (1, 2, 1, 2, None),
    ]


def test_a_cell_without_width_keeps_its_place() -> None:
    assert _places(spots((_plain(0, 1000, 1000, 2000),))[0]) == [(0, 0, 1, 1, 0), (0, 1, 1, 1, 1), (0, 2, 1, 1, 2)]


def test_a_merge_down_needs_the_same_edges() -> None:
    upper = RowShape((0, 1000, 2000), ("none", "none"), ("starts", "none"))
    lower = RowShape((0, 1500, 2000), ("none", "none"), ("continues", "none"))
    assert all(
        spot.rows == 1
        for spot in spots(
            (
                upper,
                lower,
            )
        )[0]
    )


def test_an_even_shape() -> None:
    assert spots((even_shape(3),))[1] == 3
