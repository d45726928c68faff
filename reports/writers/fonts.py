"""Liberation Sans (the metrics of Arial) for what ReportLab draws; WeasyPrint finds the same files by fontconfig."""

from functools import cache
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

SANS, BOLD, ITALIC = "LiberationSans", "LiberationSans-Bold", "LiberationSans-Italic"
_FILES = {SANS: "LiberationSans-Regular.ttf", BOLD: "LiberationSans-Bold.ttf", ITALIC: "LiberationSans-Italic.ttf"}
_FOLDERS = (
    Path("/usr/share/fonts/truetype/liberation"),
    Path("/usr/share/fonts/truetype/liberation2"),
    Path("/usr/share/fonts/liberation-sans"),
    Path("/usr/share/fonts/liberation-fonts"),
)


class NoFont(RuntimeError):
    """Liberation Sans is not installed."""


@cache
def register() -> None:
    """Makes the three faces known to ReportLab, once a process. Raises NoFont."""
    # Streams as bytes: armouring them as text is a fifth of a long list's time, for mail that no longer exists.
    rl_config.useA85 = 0
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(_find(file))))
    addMapping(SANS, 0, 0, SANS)
    addMapping(SANS, 1, 0, BOLD)
    addMapping(SANS, 0, 1, ITALIC)
    addMapping(SANS, 1, 1, BOLD)


def _find(file: str) -> Path:
    for folder in _FOLDERS:
        if (folder / file).is_file():
            return folder / file
    raise NoFont(f"{file} tidak ditemukan; pasang paket fonts-liberation.")
