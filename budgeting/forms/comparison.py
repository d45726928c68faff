"""Which plans to put side by side."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.comparing import MOST_PLANS
from budgeting.models import Plan

_MOST_OFFERED = 40


class PlanChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, plan: Plan) -> str:
        return f"{plan.name} · {plan.election.name}"


class ComparisonForm(forms.Form):
    """Asked by GET, so that a comparison has an address that can be sent on."""

    plan = PlanChoices(
        label=_("Rencana yang dibandingkan"),
        queryset=Plan.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Yang pertama menjadi patokan: perubahan dihitung dari situ."),
        error_messages={"required": _("Centang sedikitnya dua rencana.")},
    )

    def __init__(self, *args: Any, plans: QuerySet[Plan], wanted: list[int], **kwargs: Any) -> None:
        """`plans`: those within reach; the most recent are offered, and those already chosen."""
        super().__init__(*args, **kwargs)
        recent = list(plans.standing().values_list("pk", flat=True)[:_MOST_OFFERED])
        self.fields["plan"].queryset = plans.filter(pk__in={*recent, *wanted})

    @property
    def offers_enough(self) -> bool:
        return self.fields["plan"].queryset.count() > 1

    def clean_plan(self) -> QuerySet[Plan]:
        chosen: QuerySet[Plan] = self.cleaned_data["plan"]
        if len(chosen) < 2:
            raise forms.ValidationError(_("Centang sedikitnya dua rencana."))
        if len(chosen) > MOST_PLANS:
            raise forms.ValidationError(_("Paling banyak %s rencana sekaligus.") % MOST_PLANS)
        return chosen
