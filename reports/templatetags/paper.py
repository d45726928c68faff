"""Filters of the print templates."""

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from reports.rules.marks import MARK
from reports.rules.table import Table
from reports.writers.html_table import PrintTable, print_table

register = template.Library()
_SET_OFF = f'<i class="mark">{MARK}</i>'


@register.filter
def marked(text: str) -> SafeString:
    """A text with the mark of what is unconfirmed set off from it."""
    return mark_safe(conditional_escape(text).replace(MARK, _SET_OFF))  # noqa: S308 -- escaped, then our own constant


@register.filter
def as_print(table: Table) -> PrintTable:
    return print_table(table)
