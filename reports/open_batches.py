"""Documents that show a batch's people in full follow the batch: its right, and how long its files may be taken."""

from typing import Any

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from pemilu_bpjs.permissions import Right
from reports.models import Batch


def of_open_batches(user: Any) -> Q:
    """The condition on documents: made from a batch whose files this user may take today."""
    open_now = Batch.objects.visible_to(user, Right.ANSWER_BATCH).filter(expires_at__gt=timezone.now())
    source = Concat(Value("batch:"), Cast("pk", CharField()))
    return Q(source__in=open_now.order_by().annotate(as_source=source).values("as_source"))
