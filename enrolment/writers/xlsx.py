"""What every workbook that this stage writes has in common."""

import shutil
from pathlib import Path
from typing import Any

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

TEXT, DATE = "@", "dd-mm-yyyy"

_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - names of temporary files there are as random as in /tmp
_ROOM = 512 * 1024 * 1024


def options() -> dict[str, Any]:
    """How XlsxWriter writes here: rows as they come, and nothing that was typed becomes a formula, link or number.

    Rows wait in a temporary file until the workbook is whole: one in memory, where there is room, since a list of
    people in the clear belongs on no disk.
    """
    return {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
        "tmpdir": str(_IN_MEMORY) if _IN_MEMORY.is_dir() and shutil.disk_usage(_IN_MEMORY).free >= _ROOM else None,
    }
