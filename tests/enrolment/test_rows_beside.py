"""Rows worked out by a second program: the same lines as without it, whatever becomes of it."""

import pickle
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from enrolment import rows_beside
from enrolment.confined import MIB, Limits
from enrolment.rows_beside import RowsBeside
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_line import PlainLine, RowRules
from enrolment.rules.roster_rows import Layout, PlacedRow, SheetLayout
from enrolment.rules.roster_settled import Settled
from tests.enrolment.rules.sample_lookups import GOOD, lookups

pytestmark = pytest.mark.once

F = Field
COLUMNS = {field: place for place, field in enumerate((*GOOD, F.KABUPATEN))}
LAYOUT = Layout((SheetLayout("KPPS", 0, (1,), COLUMNS), SheetLayout("Linmas", 1, (1,), COLUMNS, body="linmas")))
SETTLED = {0: Settled(date_order={F.BIRTH_DATE: "mdy"}), 1: Settled(nik_column_damaged=True)}
ROWS = 2_600  # more than it is given ahead


def placed(number: int, **cells: Any) -> PlacedRow:
    said = {
        **GOOD,
        F.NIK: f"160905120390{number % 9999 + 1:04d}",
        **{Field(name): cell for name, cell in cells.items()},
    }
    return PlacedRow(number, tuple(said.get(field, "") for field in COLUMNS), {F.KECAMATAN: "Simpang"})


def people() -> list[PlacedRow]:
    """Sound ones, some with faults, and some of another kabupaten."""
    faults: list[dict[str, Any]] = [
        {}, {}, {"desa": "Entah"}, {"nik": 1609051203900001.0}, {"name": "Siti \ud800"}, {"sex": "x", "phone": "1"},
        {"kabupaten": "Sidoarjo", "kecamatan": "Candi", "desa": "Kalipecabean"},
    ]  # fmt: skip
    return [placed(number, **faults[number % len(faults)]) for number in range(2, ROWS)]


def told(size: int = 10**6) -> Iterator[tuple[PlacedRow, PlainLine]]:
    with RowsBeside(size) as beside:
        beside.begin(LAYOUT, SETTLED, lookups())
        for sheet in (0, 1):
            yield from beside.lines(sheet, people())


@pytest.fixture(scope="module")
def expected() -> list[tuple[PlacedRow, PlainLine]]:
    rules = RowRules(LAYOUT, SETTLED, lookups())
    return [(row, rules.line(sheet, row)) for sheet in (0, 1) for row in people()]


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: {0, 1})


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Puts another program in its place, which has `hear` and `say`."""

    def put(source: str) -> None:
        path = tmp_path / "program.py"
        path.write_text(
            "import pickle, struct, sys\n"
            "def hear():\n    return sys.stdin.buffer.read(*struct.unpack('>I', sys.stdin.buffer.read(4)))\n"
            "def say(answer):\n    sys.stdout.buffer.write(struct.pack('>I', len(answer)) + answer)\n"
            "    sys.stdout.buffer.flush()\n" + source
        )
        monkeypatch.setattr(rows_beside, "_PROGRAM", path)

    return put


@pytest.mark.parametrize("ahead", [1, 100])
def test_every_row_comes_back_in_its_order_whoever_worked_it_out(
    ahead: int, monkeypatch: pytest.MonkeyPatch, expected: Any
):
    monkeypatch.setattr(rows_beside, "_AHEAD", ahead)
    assert list(told()) == expected


def test_while_it_is_silent_the_rows_after_those_that_it_has_are_worked_out_here(
    program: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, expected: Any
):
    monkeypatch.setattr(rows_beside, "_AHEAD", 1)
    program("hear(); hear(); sys.stdin.buffer.read(1)")  # until we lose patience
    monkeypatch.setattr(rows_beside, "_LIMITS", Limits(memory=512 * MIB, seconds=1))
    with RowsBeside(10**6) as beside:
        rules = beside.begin(LAYOUT, SETTLED, lookups())
        here: list[int] = []
        line = rules.line
        monkeypatch.setattr(rules, "line", lambda sheet, row: here.append(row.number) or line(sheet, row))
        found = list(beside.lines(0, people()))
    assert found == expected[: len(found)]
    assert len(found) == len(people())
    assert here[0] == people()[500].number


def test_only_a_place_of_the_nation_is_looked_up_here(monkeypatch: pytest.MonkeyPatch, expected: Any):
    here: list[PlacedRow] = []
    monkeypatch.setattr(rows_beside, "_AHEAD", ROWS)  # it is given them all
    with RowsBeside(10**6) as beside:
        rules = beside.begin(LAYOUT, SETTLED, lookups())
        line = rules.line
        monkeypatch.setattr(rules, "line", lambda sheet, row: here.append(row) or line(sheet, row))
        found = {row.number: said for row, said in beside.lines(0, people())}
    assert here == [row for row in people() if "Sidoarjo" in row.cells]
    assert all("region-outside" in found[row.number].problems for row in here)


@pytest.mark.parametrize(
    "source",
    [
        "sys.exit(3)",
        "hear(); hear(); say(b'nothing that was pickled')",
        "hear(); hear(); say(pickle.dumps([None]))",
        "hear(); hear(); say(pickle.dumps([None] * 500))",
        "hear(); sys.stdout.close(); hear()",
    ],
)
def test_what_a_program_that_fails_has_not_told_is_worked_out_here(
    source: str, program: Callable[[str], None], expected: Any
):
    program(source)
    assert list(told()) == expected


def test_it_can_hand_over_plain_values_only(program: Callable[[str], None], expected: Any):
    class Command:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return (print, ("hai",))

    program(f"hear(); hear(); say({pickle.dumps([Command()] * 500)!r})")
    assert list(told()) == expected


@pytest.mark.parametrize(("size", "cores"), [(1_000, {0, 1}), (10**6, {0})])
def test_a_short_file_or_a_single_core_has_no_use_for_it(
    size: int, cores: set[int], monkeypatch: pytest.MonkeyPatch, expected: Any
):
    started = count()
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: cores)
    monkeypatch.setattr(rows_beside, "Confined", lambda *_args: next(started))
    assert list(told(size)) == expected
    assert next(started) == 0
