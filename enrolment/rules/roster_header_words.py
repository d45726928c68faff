"""The words that senders write above a roster's columns, by the field that they mean."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from enrolment.rules.roster_fields import Field

_WHOLE: Mapping[Field, str] = MappingProxyType(
    {
        Field.NIK: """
            nik nonik nomornik niknasional nikktp ktp noktp nomorktp noktpel nomorktpel ktpel nikktpel niknoktp
            nomorindukkependudukan noindukkependudukan nomoridentitas noidentitas nomoridentitasktp idnumber nikel
        """,
        Field.KK: "kk nokk nomorkk kartukeluarga nokartukeluarga nomorkartukeluarga nokkkartukeluarga",
        Field.NAME: """
            nama namalengkap namapetugas namaanggota namapeserta fullname name namatenagakerja namapersonil
            namapersonel namaorang namacalon namasesuaiktp namalengkapsesuaiktp namalengkapktp namaktp
            namalengkapdangelar namagelar
        """,
        Field.BIRTH_PLACE: """
            tempatlahir tmplahir tptlahir tmptlahir birthplace placeofbirth kotalahir tempatkelahiran
        """,
        Field.BIRTH_DATE: """
            tanggallahir tgllahir tglahir tgllhr tanggalkelahiran tglkelahiran birthdate dateofbirth dob
            lahirtanggal
        """,
        Field.BIRTH: """
            ttl tempattanggallahir tempattgllahir tempatlahirtanggallahir tempatlahirtgllahir kelahiran lahir
        """,
        Field.SEX: """
            lp jk jkel jnskelamin jeniskelamin jeniskelaminlp kelamin gender sex lkpr lakilakiperempuan priawanita
            seks
        """,
        Field.ADDRESS: """
            alamat alamatlengkap alamatktp alamatrumah alamattempattinggal tempattinggal address domisili
        """,
        Field.POSTCODE: "kodepos kdpos postcode postalcode zip",
        Field.MOTHER: """
            ibu ibukandung namaibu namaibukandung gadisibu namagadisibu namagadisibukandung mothername
        """,
        Field.MARITAL: """
            statuskawin statusperkawinan statuspernikahan statusnikah kawin perkawinan kawinbelumkawin maritalstatus
        """,
        Field.PHONE: """
            hp nohp nomorhp handphone nohandphone nomorhandphone telp notelp telepon notelepon nomortelepon telpon
            notelpon nomortelpon wa nowa nomorwa whatsapp nowhatsapp hpwa nohpwa nomorhpwa telphp notelphp phone
            kontak nokontak nomorkontak nohpaktif ponsel noponsel mobile
        """,
        Field.EMAIL: "email surel alamatemail alamatsurel",
        Field.JOB: "pekerjaan profesi pekerjaanutama pekerjaansaatini job occupation statuspekerjaan",
        Field.KPJ: """
            kpj nokpj nomorkpj bpjstk nobpjstk nomorbpjstk bpjsketenagakerjaan nobpjsketenagakerjaan jamsostek
            nojamsostek bpjamsostek nomoridentitaskpj
        """,
        Field.PROVINSI: "provinsi propinsi prov namaprovinsi",
        Field.KABUPATEN: """
            kabupaten kab kabupatenkota kabkota kotakabupaten kotakab namakabupaten namakabupatenkota
        """,
        Field.KECAMATAN: """
            kecamatan kec distrik namakecamatan kecamatantugas kecamatankerja kecamatanpenugasan kecamatandistrik
            namakec
        """,
        Field.DESA: """
            desa kelurahan kel desakelurahan desakel keldesa kelurahandesa deskel namadesa namakelurahan
            namadesakelurahan namadesakel namakelurahandesa namakeldesa nagari pekon gampong kalurahan desatugas
            desakelurahantugas kelurahantugas namakel keldes dskel kelds desanagari kalurahankelurahan
        """,
        Field.TPS: """
            tps notps nomortps nomertps tpsno tpsnomor tpske dusuntps rttps rwtps rtrwtps notpsdusun tpstugas
            nomortpstugas namatps
        """,
        Field.UNIT: """
            desatps kelurahantps desakelurahantps desakeltps keldesatps kelurahandesatps kecamatandesa kecdesa
            keckel kecamatankelurahan kecamatandesakelurahan kecamatankelurahandesa kecdesakel keckeldesa
            kecamatandesatps kecamatandesakelurahantps kecdesatps unitkerja unittugas wilayahkerja wilayahtugas
            penempatan tempattugas tempatbertugas lokasitugas lokasikerja daerahkerja tpsdesa tpskelurahan
            tpsdesakelurahan desakecamatan desakelurahankecamatan desakec keldesakecamatan wilayahpenugasan
            lokasipenugasan
        """,
        Field.BODY: """
            badan badanadhoc badanadhok jenisbadanadhoc jenisbadan jenispetugas kelompokpetugas body
        """,
        Field.POSITION: "jabatan posisi position kedudukan tugas sebagai jabatantugas tugasjabatan jbt jab",
        Field.START: """
            tmt tmtmulai mulai mulaitugas mulaibertugas tanggalmulai tglmulai mulaikerja mulaibekerja
            tanggalmulaitugas terhitungmulaitanggal awalmasakerja masakerjaawal masakerjamulai tanggalawal
            tglawalbekerja tmtawal start startdate tmtpengangkatan
        """,
        Field.END: """
            sd sdtanggal sampai sampaidengan sampaitanggal selesai tanggalselesai tglselesai tmtselesai tmtakhir
            berakhir akhir akhirmasakerja masakerjaakhir masakerjaselesai masakerjasampai masakerjasd tanggalakhir
            tglakhirkontrak tanggalberakhir end enddate selesaitugas
        """,
        Field.DECREE_NUMBER: """
            sk nosk nomorsk nomorsuratkeputusan nosuratkeputusan nomorskpengangkatan nomordantanggalsk
        """,
        Field.DECREE_DATE: "tanggalsk tglsk tanggalsuratkeputusan tglsuratkeputusan tanggalskpengangkatan",
        Field.RESERVE: """
            cadangan paw calonpaw cadanganpaw statuscadangan tetapcadangan terpilihcadangan calonpengganti
        """,
    }
)
FIELD_OF: Mapping[str, Field] = MappingProxyType(
    {word: each for each, words in _WHOLE.items() for word in words.split()}
)
"""Whole headers in comparable form (letters and digits only) → field."""

# Read in this order; the first that is found decides. None: a column that looks like ours and is somebody else's.
BY_WORDS: tuple[tuple[re.Pattern[str], Field | None], ...] = tuple(
    (re.compile(pattern), each)
    for pattern, each in (
        (r"\b(suami|istri|ayah|bapak|anak|pasangan|ahli waris|kepala keluarga|saksi)\b", None),
        (r"\b(rekening|bank|darurat|atasan)\b|^(lokasi|kode|jenis|tempat) pekerjaan\b|\blaku\b", None),
        (r"\b(pekerjaan|nik|ktp|hp|alamat|umur|usia)\b.*\bibu\b", None),
        (r"\bibu\b.*\b(pekerjaan|nik|hp|alamat|umur|usia)\b", None),
        (r"\b(kpj|jamsostek|bpjamsostek)\b|\bbpjs ?(tk|ketenagakerjaan|naker|tenaga kerja)\b", Field.KPJ),
        (r"\bbpjs\b|\bnpwp\b|\bnip\b|\bumur\b|\busia\b|\bagama\b|\bpendidikan\b|\bupah\b|\bhonor", None),
        (r"\bibu\b", Field.MOTHER),
        (r"\b(e ?mail|surel)\b", Field.EMAIL),
        (r"\b(tempat|tmp|tpt|tmpt)\b.*\b(tanggal|tgl|tg|waktu)\b.*\blahir\b", Field.BIRTH),
        (r"\blahir\b.*\btempat\b.*\b(tanggal|tgl)\b", Field.BIRTH),
        (r"\b(tempat|tmp|tpt|tmpt|kota)\b.*\b(ke)?lahir|lahir\w* (di|tempat)\b", Field.BIRTH_PLACE),
        (r"\b(tanggal|tgl|tg|tgl\w*)\b.*\b(ke)?lahir|lahir\w* (tanggal|tgl)\b", Field.BIRTH_DATE),
        (r"\bjenis kelamin\b|\bkelamin\b", Field.SEX),
        (r"\bkode ?pos\b", Field.POSTCODE),
        (r"\bstatus (per|per ?)?(kawin|nikah)\w*\b|\b(per)?kawinan\b", Field.MARITAL),
        (r"\balamat\b|\bdomisili\b", Field.ADDRESS),
        (r"\b(kk|kartu keluarga)\b", Field.KK),
        (r"\bnik\b|\binduk kependudukan\b|\b(no|nomor|nomer)\b.*\b(e ?)?ktp\b", Field.NIK),
        (r"\b(area|kantor|ext|rumah)\b", None),
        (r"\b(no|nomor|nomer)?\b.*\b(hp|handphone|telp|telepon|telpon|whatsapp|wa)\b", Field.PHONE),
        (r"\b(no|nomor|nomer)\b.*\b(sk|surat keputusan)\b|\bsk\b.*\b(no|nomor)\b", Field.DECREE_NUMBER),
        (r"\b(tanggal|tgl)\b.*\b(sk|surat keputusan)\b|\bsk\b.*\b(tanggal|tgl)\b", Field.DECREE_DATE),
        (r"\b(akhir|selesai|berakhir|sampai|berhenti)\b.*\b(masa|kerja|tugas|jabatan|kontrak)\b", Field.END),
        (r"\bmasa (kerja|tugas|jabatan)\b.*\b(akhir|selesai|sampai|s d|sd)\b", Field.END),
        (r"\b(mulai|awal)\b.*\b(masa|kerja|tugas|bertugas|jabatan|bekerja)\b|\btmt\b", Field.START),
        (r"\bmasa (kerja|tugas|jabatan)\b.*\b(mulai|awal|dari)\b", Field.START),
        (r"\bcadangan\b|\bpaw\b", Field.RESERVE),
        (r"\bpekerjaan\b|\bkepegawaian\b|\bprofesi\b|\basn\b", Field.JOB),
        (r"\bjabatan\b|\bposisi\b|\bkedudukan\b", Field.POSITION),
        (r"\b(no|nomor|nomer)\b.*\btps\b", Field.TPS),
        (r"^nama (?!(desa|kel|kec|kab|prov|tps|sekolah|instansi|panggilan|unit|kantor))", Field.NAME),
    )
)  # fmt: skip
