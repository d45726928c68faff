"""An upload's problems a page at a time, in the order of `told_problems.told`: thousands cost no more than a page."""

from collections.abc import Sequence
from typing import Any, overload

from django.db.models import F, Func, IntegerField, QuerySet, Sum, Window

from enrolment.models import RosterLine, RosterUpload
from enrolment.told_problems import Told, told_lines, told_of_file, told_of_units


class _Length(Func):
    """How many problems a list of them (a JSON column) holds."""

    function = "JSON_ARRAY_LENGTH"
    output_field = IntegerField()
    arity = 1

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_ARRAY_LENGTH", **context)


class ProblemPages(Sequence[Told]):
    """Counted by the database; only a page's own rows are told."""

    def __init__(self, upload: RosterUpload) -> None:
        self._upload = upload
        self._others = [*told_of_file(upload), *told_of_units(upload)]
        self._of_lines: int = self._faulty().aggregate(whole=Sum("told"))["whole"] or 0

    def __len__(self) -> int:
        return self._of_lines + len(self._others)

    @overload
    def __getitem__(self, asked: int) -> Told: ...

    @overload
    def __getitem__(self, asked: slice) -> list[Told]: ...

    def __getitem__(self, asked: int | slice) -> Told | list[Told]:
        if isinstance(asked, int):
            return self[asked : asked + 1][0]
        start, stop, _step = asked.indices(len(self))
        others = slice(max(0, start - self._of_lines), max(0, stop - self._of_lines))
        return [*self._told(start, min(stop, self._of_lines)), *self._others[others]]

    def _faulty(self) -> QuerySet[RosterLine, Any]:
        lines = RosterLine.objects.filter(upload=self._upload).exclude(problems=[], clashes=[])
        return lines.annotate(told=_Length("problems") + _Length("clashes"))

    def _told(self, start: int, stop: int) -> list[Told]:
        """Those of rows, from one place to before another."""
        if start >= stop:
            return []
        running = self._faulty().annotate(last=Window(Sum("told"), order_by=(F("sheet").asc(), F("row").asc())))
        within = running.filter(last__gt=start).annotate(before=F("last") - F("told")).filter(before__lt=stop)
        found = list(within.order_by("sheet", "row").values_list("pk", "before"))
        if not found:
            return []
        lines = RosterLine.objects.filter(pk__in=[pk for pk, _before in found]).order_by("sheet", "row")
        first = start - found[0][1]
        return list(told_lines(self._upload, lines))[first : first + stop - start]
