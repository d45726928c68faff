"""Template tags for the parts in templates/_parts: icons, form fields, wide tables and panels."""

from copy import copy
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

SPRITE = "vendor/tabler-icons/sprite.svg"
NOTICE_ICONS = {
    "success": "circle-check",
    "warning": "alert-triangle",
    "error": "alert-triangle",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative icon of the sprite; the words beside it carry the meaning."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static(SPRITE),
        name,
    )


@register.simple_tag
def notice_icon(kind: str | None) -> SafeString:
    """The icon that goes with the kind of an alert."""
    return icon(NOTICE_ICONS.get(kind or "", "info-circle"))


@register.simple_tag
def field(bound: BoundField, unit: str = "") -> SafeString:
    """A form field with label, help and errors; `unit` (say "TPS") stands after a one-line input."""
    widget = _forgiving(bound.field.widget)
    layout, css_class = _look(widget)
    attrs = {"class": f"{css_class} {widget.attrs.get('class', '')}".strip()} if css_class else None
    return render_to_string(
        "_parts/field.html",
        {"field": bound, "control": bound.as_widget(widget, attrs), "layout": layout, "unit": unit},
    )


@register.inclusion_tag("_parts/form_errors.html")
def form_errors(form: forms.BaseForm) -> dict[str, Any]:
    """Every fault of a form in one list, each with a link to its field."""
    faults = [("", "", message) for message in form.non_field_errors()]
    for bound in form:
        faults += [(bound.label, _anchor(bound), message) for message in bound.errors]
    return {"faults": faults}


@register.simple_block_tag
def scroller(content: SafeString, label: str) -> SafeString:
    """Wraps a wide table: {% scroller "Usulan per kecamatan" %}<table class="table data">…{% endscroller %}."""
    return render_to_string("_parts/scroller.html", {"content": content, "label": label})


@register.simple_block_tag
def panel(content: SafeString, title: str = "", lead: str = "", tone: str = "", id: str = "") -> SafeString:
    """Wraps a part of a page: {% panel title="Jumlah TPS" %}…{% endpanel %}."""
    return render_to_string(
        "_parts/panel.html",
        {"content": content, "title": title, "lead": lead, "tone": tone, "id": id},
    )


def _look(widget: forms.Widget) -> tuple[str, str]:
    """(layout, CSS class) of a widget; the order matters, as checkbox lists are selects by inheritance."""
    if isinstance(widget, forms.CheckboxInput):
        return "check", "form-check-input"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "group", ""
    if isinstance(widget, forms.Select):
        return "line", "form-select"
    return "line", "form-control"


def _forgiving(widget: forms.Widget) -> forms.Widget:
    """A number's input as text with a number keyboard.

    Browsers empty a number input whose value they cannot read, so "1.352 TPS" would be lost when the form comes back.
    """
    if not isinstance(widget, forms.NumberInput):
        return widget
    widget = copy(widget)
    widget.input_type = "text"
    limits = {"min", "max", "step"}
    widget.attrs = {name: value for name, value in widget.attrs.items() if name not in limits}
    widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}
    return widget


def _anchor(bound: BoundField) -> str:
    """The element a fault links to: the input, or the first of a group."""
    return bound.id_for_label or f"{bound.auto_id}_0"
