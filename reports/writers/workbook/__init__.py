"""One workbook of a proposal: live formulas that carry their values, so that a phone's preview shows the numbers."""

from reports.writers.workbook.book import make

__all__ = ["make"]
