"""2,000 damaged files: each gives a document or one clear error, in bounded time and memory."""

from __future__ import annotations

import pytest

from tests.fuzz.mutate import mutation
from tests.fuzz.run import run
from tests.fuzz.seeds import seeds

COUNT, CHUNKS = 2_000, 16


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_damaged_files_give_a_document_or_a_clear_error(chunk: int) -> None:
    size = COUNT // CHUNKS
    rows = [*run(chunk * size, size)]
    assert [row.number for row in rows] == [*range(chunk * size, (chunk + 1) * size)]
    assert [row for row in rows if row.is_fault] == []


def test_the_same_number_gives_the_same_damage() -> None:
    assert [mutation(number) for number in range(50)] == [mutation(number) for number in range(50)]
    undamaged = {data for _, data in seeds()}
    assert sum(mutation(number)[1] in undamaged for number in range(200)) < 20


def test_every_seed_can_be_read_undamaged() -> None:
    from jixiao.api import read_bytes

    assert {read_bytes(data, name).kind for name, data in seeds()} > {"performance_plan", "self_evaluation"}
