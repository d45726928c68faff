"""The answer desk: one question, one answer in big words, on the page that was posted to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from budgeting import catalogue
from enrolment.models import Assignment
from pemilu_bpjs.access import right_required
from pemilu_bpjs.api_bodies import LOOKS_PER_MINUTE
from pemilu_bpjs.permissions import Right
from pemilu_bpjs.ratelimit import hit
from reports.actions.asking import Answered, ask
from reports.desk_contacts import contacts
from reports.forms.desk import QuestionForm
from reports.presenters import desk as presenters

PAGE = "reports/desk/desk.html"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@right_required(Right.ASK_COVER)
def desk(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        form = QuestionForm(initial={"day": timezone.localdate()})
        return render(request, PAGE, {"form": form, "page": presenters.DeskPage(was_asked=False)})
    form = QuestionForm(request.POST)
    page, status = presenters.DeskPage(was_asked=False), 400
    if form.is_valid():
        if hit(f"look:{request.user.pk}", LOOKS_PER_MINUTE, 60):
            page, status = _answered(request, form), 200
        else:
            form.add_error(None, _("Terlalu banyak pertanyaan dalam satu menit. Tunggu sebentar, lalu kirim lagi."))
            status = 429
    return render(request, PAGE, {"form": form, "page": page}, status=status)


def _answered(request: HttpRequest, form: QuestionForm) -> presenters.DeskPage:
    question = form.question()
    answered = ask(question=question, by=request.user)
    return presenters.desk_page(question, answered, _shown(request, answered))


def _shown(request: HttpRequest, answered: Answered) -> presenters.AnswerPage | None:
    """The one answer; None where there is nobody, or a choice to be made first."""
    if len(answered.answers) != 1:
        return None
    (answer,) = answered.answers
    seen = Assignment.objects.visible_to(request.user, Right.REVEAL_PERSON)
    may_reveal = answer.seat is not None and seen.filter(pk=answer.seat.pk).exists()
    return presenters.answer_page(answer, contacts(answer), catalogue.benefits(), may_reveal=may_reveal)
