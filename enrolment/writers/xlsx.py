"""What every workbook that this stage writes has in common."""

from typing import Any

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

OPTIONS: dict[str, Any] = {
    # Nothing that was typed becomes a formula, a link or a number.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    # Rows are written as they come: none waits in memory as an object, none lies in a temporary file unsealed.
    "constant_memory": True,
    "in_memory": True,
}

TEXT, DATE = "@", "dd-mm-yyyy"
