"""What every workbook that this stage writes has in common."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import xlsxwriter

from pemilu_bpjs import scratch

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

TEXT, DATE = "@", "dd-mm-yyyy"


@contextmanager
def workbook(content: IO[bytes]) -> Iterator[xlsxwriter.Workbook]:
    """A new workbook, written into `content` at the end of the block.

    Rows are written as they come, and nothing that was typed becomes a formula, link or number. They wait in temporary
    files until the workbook is whole: in a scratch folder, since a list of people in the clear belongs on no disk.
    """
    with scratch.folder() as waiting:
        options = {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "constant_memory": True,
            "tmpdir": str(waiting),
        }
        with xlsxwriter.Workbook(content, options) as book:
            yield book
