"""The covering letter of a batch with its list of names: one PDF, the list with its own page numbers."""

from budgeting.rules.figures import OfficeIdentity
from reports.rules.batch_letter import BatchLetter
from reports.writers import binder, pdf
from reports.writers.binder import Cover, Volume
from reports.writers.part import Part

NAME, LIST = "Surat pengantar", "Daftar nama"


def make(letter: BatchLetter, office: OfficeIdentity, names: Part, *, footer: str) -> bytes:
    """`names` is the list; `footer` stands at the foot of the letter's pages."""
    title = letter.fields[-1][1]
    context = {"title": title, "letterhead": pdf.letterhead(office), "letter": letter}
    paper = pdf.paper("reports/print/batch_letter.html", context, name=NAME, size=office.paper)
    volumes = (
        Volume(NAME, (paper,), footer=footer, is_draft=False),
        Volume(LIST, (names,), footer="", is_draft=False, has_foot=True),
    )
    return binder.bind(volumes, Cover(title, office.name, title))
