"""The cells of an answer's row, sealed as they are kept."""

import datetime
import json
from collections.abc import Callable

from pemilu_bpjs import vault
from reports.rules.answer_row import AnswerCells
from reports.rules.answer_words import Verdict

_CONTEXT = "answer-cells"


def cell_sealer() -> Callable[[AnswerCells, Verdict], bytes]:
    """Seals rows of one file; for thousands of them, and not to be kept beyond."""
    seal = vault.sealer(_CONTEXT)

    def sealed(cells: AnswerCells, verdict: Verdict) -> bytes:
        told = {
            "reference": cells.reference,
            "nik": cells.nik,
            "kpj": cells.kpj,
            "status": cells.status,
            "reason": cells.reason,
            "start": cells.start.isoformat() if cells.start else "",
            "nik_is_damaged": cells.nik_is_damaged,
            "verdict": verdict.value,
        }
        return seal(json.dumps(told, ensure_ascii=False).encode())

    return sealed


def open_cells(sealed: bytes) -> tuple[AnswerCells, Verdict]:
    """What was sealed. Raises vault.VaultError."""
    told = json.loads(vault.open_sealed(sealed, _CONTEXT))
    verdict, start = Verdict(told.pop("verdict")), told.pop("start")
    return AnswerCells(**told, start=datetime.date.fromisoformat(start) if start else None), verdict
