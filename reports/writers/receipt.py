"""The receipt of a roster as a PDF of one page."""

from budgeting.rules.figures import OfficeIdentity
from reports.rules.receipt import CLOSING, TITLE, Receipt
from reports.writers import binder, pdf
from reports.writers.binder import Cover, Seal, Volume


def make(receipt: Receipt, office: OfficeIdentity, *, seal: Seal | None) -> bytes:
    """`seal` stands at the foot where the address of the installation is known, so that others can verify the paper."""
    title = f"Tanda terima daftar petugas {receipt.institution} {receipt.number}"
    context = {
        "title": title,
        "heading": TITLE,
        "closing": CLOSING,
        "letterhead": pdf.letterhead(office),
        "receipt": receipt,
    }
    part = pdf.paper("reports/print/receipt.html", context, name="Tanda terima", size=office.paper)
    volume = Volume(title, (part,), footer=f"{title} | {receipt.region}", is_draft=False, seal=seal)
    return binder.bind([volume], Cover(title, receipt.office, receipt.election))
