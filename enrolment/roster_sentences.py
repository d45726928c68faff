"""The sentences of a roster's problems: what is wrong, in the sender's words, and what to do about it.

A key is a problem's code, or code and reason where one code has several ("tps-unknown:missing"). The contract's codes
are all here; a test says so.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MESSAGES = {
    "nik-missing": _("NIK belum diisi. Salin 16 angka NIK dari KTP-el."),
    "nik-not-digits": _("NIK hanya boleh berisi angka; di sini ada huruf atau tanda lain, misalnya huruf O untuk nol."),
    "nik-length": _("NIK harus 16 angka; ini %(digits)s angka. Cocokkan dengan KTP-el."),
    "nik-date": _("Angka ke-7 sampai ke-10 NIK ini bukan tanggal dan bulan lahir. Cocokkan dengan KTP-el."),
    "nik-serial": _("NIK tidak pernah berakhiran 0000. Cocokkan dengan KTP-el."),
    "nik-excel-damage": _(
        "NIK ini rusak oleh Excel: angka terakhirnya hilang dan tidak dapat dipulihkan. Jadikan kolom NIK berformat "
        "Teks, lalu ketik lagi dari KTP-el, atau pakai templat kami."
    ),
    "nik-birth-date": _("Tanggal lahir dalam NIK berbeda dari tanggal lahir di baris ini. Periksa keduanya di KTP-el."),
    "nik-sex": _("Menurut NIK, jenis kelaminnya lain daripada di baris ini. Periksa keduanya di KTP-el."),
    "nik-region": _("Empat angka pertama NIK, %(number)s, bukan kode kabupaten/kota yang dikenal. Periksa di KTP-el."),
    "nik-twice-in-file": _("NIK ini sudah dipakai di baris %(row)s untuk waktu yang sama. Hapus salah satunya."),
    "nik-twice-in-file:sheet": _(
        "NIK ini sudah dipakai di lembar “%(sheet)s” baris %(row)s untuk waktu yang sama. Hapus salah satunya."
    ),
    "name-missing": _("Nama belum diisi."),
    "birth-date-missing": _("Tanggal lahir belum diisi, dan tidak dapat diambil dari NIK."),
    "birth-date-invalid": _("Ini bukan tanggal lahir yang ada. Tulis tanggal-bulan-tahun, seperti 12-03-1990."),
    "birth-date-from-nik": _("Tanggal lahir kosong; diisi menurut NIK. Periksa apakah benar."),
    "sex-invalid": _("Jenis kelamin diisi L atau P."),
    "sex-invalid:missing": _("Jenis kelamin belum diisi, dan tidak dapat diambil dari NIK. Isi L atau P."),
    "sex-from-nik": _("Jenis kelamin kosong; diisi menurut NIK. Periksa apakah benar."),
    "too-young": _("Umurnya %(age)s tahun pada hari pertama bertugas; paling muda %(least)s tahun."),
    "under-advised-age": _(
        "Umurnya %(age)s tahun pada hari pertama bertugas, di bawah %(least)s tahun: hanya dengan persetujuan Bawaslu."
    ),
    "over-advised-age": _(
        "Umurnya %(age)s tahun pada hari pemungutan suara; yang diutamakan paling tinggi %(most)s tahun."
    ),
    "region-unknown": _("“%(word)s” tidak ditemukan. Periksa ejaannya, atau pakai kode wilayah."),
    "region-unknown:near": _("“%(word)s” tidak ditemukan. Mungkin yang dimaksud: %(near)s."),
    "region-unknown:missing": _("Wilayah tugas belum diisi. Isi kecamatan, dan desa/kelurahan bila bertugas di sana."),
    "region-ambiguous": _("Ada lebih dari satu “%(word)s”: %(near)s. Isi kecamatannya, atau pakai kode wilayah."),
    "region-outside": _("Tempat ini berada di luar wilayah Anda. Hapus baris ini, atau betulkan wilayahnya."),
    "tps-unknown": _("TPS %(tps)s tidak ada di %(desa)s; nomor terakhir di sana %(last)s."),
    "tps-unknown:missing": _("Nomor TPS belum diisi."),
    "tps-unknown:unreadable": _("Nomor TPS berupa satu angka, seperti 4 atau 004; di sini tertulis “%(word)s”."),
    "position-unknown": _("Jabatan “%(word)s” tidak dikenal dalam pemilihan ini. Tulis misalnya “Anggota KPPS”."),
    "position-unknown:near": _("Jabatan “%(word)s” belum jelas. Mungkin yang dimaksud: %(near)s."),
    "position-unknown:missing": _("Jabatan belum diisi."),
    "position-not-yours": _(
        "%(post)s didaftarkan oleh %(owner)s, bukan oleh lembaga Anda. Hapus baris ini dari daftar."
    ),
    "position-mapped": _("Jabatan ini tidak ada dalam aturan; dibaca sebagai %(post)s."),
    "unit-overfull": _("Tempat ini berisi %(people)s orang untuk %(seats)s kursi. Baris ini yang berlebih."),
    "leader-twice": _("Ketua di tempat ini sudah ada. Betulkan jabatan salah satunya."),
    "leader-twice:row": _("Ketua di tempat ini sudah ada di baris %(row)s. Betulkan jabatan salah satunya."),
    "leader-twice:sheet": _(
        "Ketua di tempat ini sudah ada di lembar “%(sheet)s” baris %(row)s. Betulkan jabatan salah satunya."
    ),
    "unit-short": _("Baru %(people)s orang untuk %(seats)s kursi. Lowong boleh; lengkapi bila orangnya sudah ada."),
    "leader-missing": _("Belum ada ketua di tempat ini."),
    "already-serving": _(
        "NIK ini juga tercatat bertugas di tempat lain pada waktu yang sama. Baris ini tetap diterima; perencana akan "
        "memeriksanya."
    ),
    "already-serving:code": _(
        "NIK ini juga tercatat sebagai %(body)s di %(code)s pada waktu yang sama. Baris ini tetap diterima; periksa "
        "mana yang benar."
    ),
    "already-serving:tps": _(
        "NIK ini juga tercatat sebagai %(body)s di %(code)s TPS %(tps)s pada waktu yang sama. Baris ini tetap "
        "diterima; periksa mana yang benar."
    ),
    "already-serving:place": _(
        "NIK ini juga tercatat sebagai %(body)s di %(place)s pada waktu yang sama. Baris ini tetap diterima; periksa "
        "mana yang benar."
    ),
    "same-person-maybe": _(
        "Nama dan tanggal lahir ini sudah tercatat dengan NIK lain. Bila orang yang sama, salah satu NIK-nya keliru."
    ),
    "same-person-maybe:row": _(
        "Nama dan tanggal lahirnya sama dengan baris %(row)s, tetapi NIK-nya lain. Bila orang yang sama, salah satu "
        "NIK keliru."
    ),
    "same-person-maybe:sheet": _(
        "Nama dan tanggal lahirnya sama dengan lembar “%(sheet)s” baris %(row)s, tetapi NIK-nya lain. Bila orang yang "
        "sama, salah satu NIK keliru."
    ),
    "excluded-asn": _("ASN, TNI, atau Polri dijamin aturan lain: disimpan, tetapi iurannya tidak dibayar di sini."),
    "already-member": _("Sudah peserta BPJS Ketenagakerjaan: disimpan, dan dibayar menurut pengaturan rencana."),
    "period-invalid": _("Masa kerja berakhir sebelum mulai. Betulkan tanggalnya."),
    "period-invalid:unreadable": _("Tanggal masa kerja ini tidak terbaca. Tulis seperti 25-01-2024, atau kosongkan."),
    "period-outside": _("Masa kerja ini tidak seluruhnya di antara %(first)s dan %(last)s, masa kerja badannya."),
    "phone-invalid": _("Nomor HP terdiri atas 10 sampai 13 angka, seperti 081234567890."),
    "mother-missing": _("Nama ibu kandung belum diisi; BPJS Ketenagakerjaan memintanya."),
    "address-missing": _("Alamat belum diisi; BPJS Ketenagakerjaan memintanya."),
    "birthplace-missing": _("Tempat lahir belum diisi di %(rows)s baris; BPJS Ketenagakerjaan memintanya."),
    "marital-missing": _("Status kawin belum diisi di %(rows)s baris; BPJS Ketenagakerjaan memintanya."),
    "postcode-missing": _("Kode pos belum diisi di %(rows)s baris; BPJS Ketenagakerjaan memintanya."),
    "file-unreadable": _("Berkas ini tidak dapat dibaca."),
    "file-too-large": _("Berkas ini terlalu besar."),
    "file-encrypted": _("Berkas ini terkunci dengan kata sandi."),
    "file-bomb": _("Isi berkas ini terlalu besar bila dibuka."),
    "file-no-header": _("Baris judul tabel tidak ditemukan. Beri judul kolom, paling sedikit NIK dan Nama."),
    "file-empty": _("Berkas ini kosong. Isi satu baris untuk setiap orang."),
}

KINDS = {
    "nik-missing": _("NIK kosong"),
    "nik-not-digits": _("NIK berisi huruf atau tanda"),
    "nik-length": _("NIK bukan 16 angka"),
    "nik-date": _("Tanggal dalam NIK tidak mungkin"),
    "nik-serial": _("Nomor urut NIK 0000"),
    "nik-excel-damage": _("NIK rusak oleh Excel"),
    "nik-birth-date": _("NIK dan tanggal lahir berbeda"),
    "nik-sex": _("NIK dan jenis kelamin berbeda"),
    "nik-region": _("Kode wilayah NIK tidak dikenal"),
    "nik-twice-in-file": _("NIK dua kali dalam berkas"),
    "name-missing": _("Nama kosong"),
    "birth-date-missing": _("Tanggal lahir kosong"),
    "birth-date-invalid": _("Tanggal lahir tidak mungkin"),
    "birth-date-from-nik": _("Tanggal lahir diambil dari NIK"),
    "sex-invalid": _("Jenis kelamin tidak jelas"),
    "sex-from-nik": _("Jenis kelamin diambil dari NIK"),
    "too-young": _("Terlalu muda"),
    "under-advised-age": _("Di bawah umur yang disarankan"),
    "over-advised-age": _("Di atas umur yang disarankan"),
    "region-unknown": _("Wilayah tidak ditemukan"),
    "region-ambiguous": _("Wilayah lebih dari satu"),
    "region-outside": _("Di luar wilayah Anda"),
    "tps-unknown": _("TPS tidak ditemukan"),
    "position-unknown": _("Jabatan tidak dikenal"),
    "position-not-yours": _("Jabatan lembaga lain"),
    "position-mapped": _("Jabatan disesuaikan"),
    "unit-overfull": _("Orang melebihi kursi"),
    "leader-twice": _("Ketua lebih dari satu"),
    "unit-short": _("Kursi belum terisi"),
    "leader-missing": _("Belum ada ketua"),
    "already-serving": _("Bertugas juga di tempat lain"),
    "same-person-maybe": _("Mungkin orang yang sama"),
    "excluded-asn": _("ASN, TNI, atau Polri"),
    "already-member": _("Sudah peserta"),
    "period-invalid": _("Masa kerja terbalik atau tidak terbaca"),
    "period-outside": _("Masa kerja di luar masa badan"),
    "phone-invalid": _("Nomor HP tidak lengkap"),
    "mother-missing": _("Nama ibu kandung kosong"),
    "address-missing": _("Alamat kosong"),
    "birthplace-missing": _("Tempat lahir kosong"),
    "marital-missing": _("Status kawin kosong"),
    "postcode-missing": _("Kode pos kosong"),
    "file-unreadable": _("Berkas tidak terbaca"),
    "file-too-large": _("Berkas terlalu besar"),
    "file-encrypted": _("Berkas terkunci"),
    "file-bomb": _("Isi berkas terlalu besar"),
    "file-no-header": _("Baris judul tidak ditemukan"),
    "file-empty": _("Berkas kosong"),
}

_LOOK_AT_KTP = _("Cocokkan dengan KTP-el, lalu betulkan di sini atau di berkas yang dikembalikan.")
_FILL_IN = _("Lengkapi di sini, atau di berkas yang dikembalikan.")
_NOTHING_TO_DO = _("Tidak perlu diubah; periksa saja apakah benar.")
_FILL_IN_LATER = _("Boleh dilengkapi nanti; ini tidak menghalangi penyimpanan.")
_PICK = _("Pilih yang dimaksud; semua baris dengan tulisan yang sama ikut berubah.")
_SAVE_AGAIN = _("Salin hanya tabelnya ke berkas baru, simpan sebagai XLSX tanpa kata sandi, lalu kirim lagi.")

CURES = {
    **dict.fromkeys("nik-missing nik-not-digits nik-length nik-date nik-serial".split(), _LOOK_AT_KTP),
    **dict.fromkeys("nik-birth-date nik-sex nik-region too-young birth-date-invalid".split(), _LOOK_AT_KTP),
    **dict.fromkeys("name-missing birth-date-missing sex-invalid".split(), _FILL_IN),
    **dict.fromkeys("birth-date-from-nik sex-from-nik position-mapped under-advised-age".split(), _NOTHING_TO_DO),
    **dict.fromkeys("over-advised-age excluded-asn already-member period-outside".split(), _NOTHING_TO_DO),
    **dict.fromkeys("region-unknown region-ambiguous position-unknown".split(), _PICK),
    **dict.fromkeys("phone-invalid mother-missing address-missing birthplace-missing".split(), _FILL_IN_LATER),
    **dict.fromkeys("marital-missing postcode-missing unit-short leader-missing".split(), _FILL_IN_LATER),
    **dict.fromkeys("file-unreadable file-too-large file-encrypted file-bomb".split(), _SAVE_AGAIN),
    "nik-excel-damage": _(
        "Unduh templat pengganti: semuanya sudah terisi kecuali NIK. Ketik NIK dari KTP-el, lalu kirim lagi."
    ),
    "nik-twice-in-file": _(
        "Bila orangnya memang sama, biarkan: baris ini tidak disimpan. Bila bukan, betulkan NIK yang keliru."
    ),
    "region-outside": _("Hapus baris ini dari daftar, atau betulkan wilayahnya."),
    "tps-unknown": _("Betulkan nomornya; bila TPS itu memang ada, mintalah perencana memuat daftar TPS terbaru."),
    "position-not-yours": _("Baris ini diisi lembaga yang bersangkutan; hapus dari daftar Anda."),
    "unit-overfull": _(
        "Betulkan tempat tugasnya, atau tulis jabatannya “Cadangan”. Bila ia bertukar tempat dengan orang lain, "
        "bandingkan dengan yang tersimpan dan centang keduanya. Bila ia menggantikan orang yang sudah tersimpan di "
        "tengah masa kerja, akhiri dulu tugas orang itu, lalu ubah baris ini dan isi “Mulai bertugas”: tanpa tanggal, "
        "ia dihitung sejak hari pertama."
    ),
    "leader-twice": _(
        "Tetapkan satu ketua; yang lain anggota. Bila ia menggantikan ketua yang sudah tersimpan, akhiri dulu tugas "
        "ketua itu, lalu ubah baris ini dan isi “Mulai bertugas”."
    ),
    "already-serving": _("Periksa mana yang benar; perencana akan menghubungi kedua pihak."),
    "same-person-maybe": _("Bandingkan kedua KTP-el; bila orang yang sama, betulkan NIK yang keliru."),
    "period-invalid": _("Betulkan tanggal mulai atau tanggal selesai."),
    "file-no-header": _("Beri judul kolom di atas tabel, atau pakai templat kami."),
    "file-empty": _("Isi templat kami, satu baris untuk setiap orang, lalu kirim lagi."),
}

EMPTY_KINDS = {
    "region-unknown": _("Wilayah tugas kosong"),
    "position-unknown": _("Jabatan kosong"),
}
"""A group whose rows say no word at all: there is nothing to be found or known."""

EMPTY_CURES = {
    "region-unknown": _(
        "Tempat tugasnya kosong, jadi tidak ada yang dapat dipilih. Lengkapi di sini, atau di berkas yang "
        "dikembalikan; bila di berkas Anda sudah terisi, kolomnya mungkin salah terbaca."
    ),
    "position-unknown": _(
        "Jabatannya kosong, jadi tidak ada yang dapat dipilih. Lengkapi di sini, atau di berkas yang dikembalikan; "
        "bila di berkas Anda sudah terisi, kolomnya mungkin salah terbaca."
    ),
}

FIELDS = {
    "nik": _("NIK"),
    "kk": _("Nomor KK"),
    "name": _("Nama"),
    "birth_place": _("Tempat lahir"),
    "birth_date": _("Tanggal lahir"),
    "birth": _("Tempat dan tanggal lahir"),
    "sex": _("Jenis kelamin"),
    "address": _("Alamat"),
    "postcode": _("Kode pos"),
    "mother": _("Nama ibu kandung"),
    "marital": _("Status kawin"),
    "phone": _("Nomor HP"),
    "email": _("Email"),
    "job": pgettext_lazy("orang", "Pekerjaan"),
    "kpj": _("Nomor KPJ"),
    "provinsi": _("Provinsi"),
    "kabupaten": _("Kabupaten/kota"),
    "kecamatan": _("Kecamatan"),
    "desa": _("Desa/kelurahan"),
    "tps": _("TPS"),
    "unit": _("Tempat tugas"),
    "body": _("Badan"),
    "position": _("Jabatan"),
    "start": _("Mulai bertugas"),
    "end": _("Selesai bertugas"),
    "decree_number": _("Nomor SK"),
    "decree_date": _("Tanggal SK"),
    "reserve": _("Cadangan"),
}
