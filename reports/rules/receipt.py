"""The receipt of a roster: which file, taken over by whom and when, and what became of each of its rows."""

from dataclasses import dataclass

from reports.rules.table import Column, Kind, Role, Row, Table

TITLE = ("TANDA TERIMA", "DAFTAR PETUGAS PENYELENGGARA PEMILIHAN")
CLOSING = (
    "Tanda terima ini dicetak oleh sistem sebagai bukti bahwa baris-baris tersebut tersimpan, untuk disertakan dalam "
    "berkas surat keputusan pengangkatan. Tanda terima ini tidak memuat data pribadi petugas."
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """All that the paper says. Counts are rows of the file; moments and dates are written out already."""

    number: str
    election: str
    institution: str
    region: str
    office: str
    file_name: str
    sha256: str
    sent: str
    accepted: str
    new: int
    changed: int
    unchanged: int
    earlier: int
    """Rows that earlier acceptances of the same file took over."""
    waiting: int
    """Rows that were not accepted: rejected, and still to be mended."""
    bodies: tuple[tuple[str, int], ...]
    """What was taken over this time by body."""
    undone: str = ""
    """When it was taken back, where the paper is made after that."""

    @property
    def rows(self) -> int:
        """Every row of the file is in one of the five counts."""
        return self.new + self.changed + self.unchanged + self.earlier + self.waiting

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Labels and values above the table."""
        return (
            ("Nomor", self.number),
            ("Pemilihan", self.election),
            ("Lembaga", f"{self.institution}, {self.region}"),
            ("Kantor pengirim", self.office),
            ("Berkas", self.file_name),
            ("SHA-256 berkas", self.sha256),
            ("Diunggah", self.sent),
            ("Disimpan", self.accepted),
            *((("DIBATALKAN", self.undone),) if self.undone else ()),
        )

    @property
    def table(self) -> Table:
        """What became of the rows; the total is the file's."""
        counts = (
            ("Tersimpan, orang atau penugasan baru", self.new),
            ("Tersimpan, mengubah yang sudah ada", self.changed),
            ("Sudah tersimpan persis sama, tidak ada yang berubah", self.unchanged),
            ("Tersimpan lebih dahulu dari berkas yang sama", self.earlier),
            ("Belum tersimpan, masih harus diperbaiki", self.waiting),
        )
        rows = (*(Row(pair) for pair in counts), Row(("Jumlah baris dalam berkas", self.rows), Role.TOTAL))
        return Table((Column("Keadaan", 80), Column("Baris", 20, Kind.NUMBER)), rows)

    @property
    def body_table(self) -> Table:
        """The rows of this acceptance by body; it meets the first three counts."""
        taken = self.new + self.changed + self.unchanged
        rows = (*(Row(pair) for pair in self.bodies), Row(("Jumlah", taken), Role.TOTAL))
        return Table((Column("Badan, penyimpanan ini", 80), Column("Baris", 20, Kind.NUMBER)), rows)
