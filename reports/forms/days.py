"""Days that people type and mean: one of another age, or years ahead, is a slip of the finger."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext

EARLIEST = datetime.date(2000, 1, 1)
_AHEAD = datetime.timedelta(days=731)


def believable(day: datetime.date) -> None:
    """Raises ValidationError for a day that cannot be meant."""
    if not EARLIEST <= day <= timezone.localdate() + _AHEAD:
        raise ValidationError(gettext("Tanggal ini terlalu jauh. Periksa tahunnya."), "invalid")
