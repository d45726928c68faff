"""The sheet `Petunjuk Pengisian` of the files that we write: our own words on what stands in each column."""

from collections.abc import Mapping

from reports.rules.sipp_layout import Layout

# The branch reads these files, in Indonesian, whatever language whoever froze them reads pages in.
_ABOUT = (
    (
        "",
        "Berkas ini ditulis oleh Payung Pemilu menurut tata letak templat SIPP; petunjuk resmi ada pada templat BPJS.",
    ),
    ("", "Unggah berkas ini apa adanya: jangan mengubah nama berkas, judul kolom, urutan baris, atau format sel."),
    ("", "Semua sel berupa teks. Tanggal ditulis hari-bulan-tahun (dd-mm-yyyy)."),
)
_WORDS: Mapping[str, str] = {
    "reference": "Nomor kami. Kembalikan bersama hasil, agar jawaban cocok dengan orangnya.",
    "name": "Nama menurut KTP.",
    "nik": "NIK, 16 angka, sebagai teks.",
    "kpj": "Nomor KPJ, 8 sampai 13 angka.",
    "birth_place": "Tempat lahir; kosong bila tidak diketahui.",
    "birth_date": "Tanggal lahir.",
    "mother": "Nama ibu kandung.",
    "sex": "L (laki-laki) atau P (perempuan).",
    "marital": "Y (kawin) atau T (belum kawin).",
    "phone": "Nomor telepon genggam; kosong bila tidak diketahui.",
    "email": "Surel; kosong bila tidak ada.",
    "address": "Alamat menurut KTP; kosong bila tidak diketahui.",
    "postcode": "Kode pos; kosong bila tidak diketahui.",
    "identity_kind": "KTP.",
    "identity_valid_until": "KTP berlaku seumur hidup; tanggalnya menurut pengaturan kantor pembayar.",
    "letters_to": "S (ke alamat), atau E (ke surel) bila surel diketahui.",
    "country": "ID (Indonesia).",
    "wage": "Dasar upah sebulan dalam rupiah penuh.",
    "location": "Kode BPJS bagi kabupaten/kota tempat bertugas, menurut lembar Lokasi Pekerjaan.",
    "contract_status": "Y (PKWT) atau T (PKWTT), menurut pengaturan kantor pembayar.",
    "start": "Hari pertama bekerja, menurut pengaturan kantor pembayar.",
    "end": "Hari terakhir masa kerja; hanya bagi PKWT.",
    "stop_code": "Kode pada lembar SEBAB NA.",
    "stopped_on": "Hari terakhir bekerja, atau hari meninggal.",
    "stop_note": "Kosong.",
}


def help_lines(layout: Layout) -> list[tuple[str, str]]:
    """A line on the whole, then one for each column that holds something of ours."""
    columns = [(column.header, _WORDS[column.value]) for column in layout.columns if column.value]
    empty = ", ".join(column.header for column in layout.columns if not column.value)
    left_out = [("", f"Sengaja dikosongkan: {empty}.")] if empty else []
    return [*_ABOUT, *columns, *left_out]
