"""Why a file cannot be read, in a word that enrolment.sheets turns into a sentence."""


class Refused(Exception):
    """`why` is a key of `_REFUSALS` in enrolment/sheets.py; `particulars` fill its sentence."""

    def __init__(self, why: str, **particulars: str | int) -> None:
        super().__init__(why)
        self.why, self.particulars = why, particulars
