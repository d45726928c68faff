"""What the home page says of cover: paying, sending, answering, billing, and whom nobody covers."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgeting.bills_due import MonthDue
from budgeting.cover_words import payer_name
from pemilu_bpjs.formats import rupiah, thousands
from pemilu_bpjs.localised import date_long, month_long
from reports.cover_waiting import Contradicted, CoverWaiting, OpenBatch
from reports.models import Answer
from reports.presenters.home_parts import Need


def cover_needs(waiting: CoverWaiting, today: datetime.date) -> tuple[Need, ...]:
    """Whom nobody covers first, then what is owed, then what comes next: BPJS bills whom it has taken."""
    return (
        *_desk(waiting),
        *_risk(waiting),
        *(_due(each, today) for each in waiting.dues if each.bill is not None),
        *_rejected(waiting),
        *(_batch(each) for each in waiting.batches),
        *(_answer(each) for each in waiting.answers),
        *(_contradicted(each) for each in waiting.contradicted),
        *(_due(each, today) for each in waiting.dues if each.bill is None),
        *_incidents(waiting),
        *_paying(waiting),
        *_sending(waiting),
    )


def _desk(waiting: CoverWaiting) -> list[Need]:
    if not waiting.is_desk:
        return []
    text = _("Keluarga, rumah sakit, atau polisi bertanya? NIK, atau nama dan tanggal lahir, sudah cukup.")
    return [Need("help-circle", _("Apakah ia terlindungi?"), text, reverse("reports:desk"), _("Buka meja jawaban"))]


def _risk(waiting: CoverWaiting) -> list[Need]:
    if waiting.risk is None or not waiting.risk.uncovered:
        return []
    count = waiting.risk.uncovered
    title = ngettext(
        "%(count)s petugas bertugas hari ini tanpa perlindungan",
        "%(count)s petugas bertugas hari ini tanpa perlindungan",
        count,
    ) % {"count": thousands(count)}
    text = _("Dari %s orang yang bertugas. Lihat siapa, mengapa, dan siapa yang harus bertindak.")
    told = text % thousands(waiting.risk.people)
    return [Need("alert-triangle", title, told, reverse("budgeting:risks"), _("Lihat siapa"))]


def _due(due: MonthDue, today: datetime.date) -> Need:
    payer = payer_name(due.arrangement)
    if due.bill is None:
        title = _("Tagihan %(month)s belum dicatat") % {"month": month_long(due.month)}
        told = _("%(payer)s, perkiraan %(amount)s, jatuh tempo %(day)s.")
        url = reverse("budgeting:bill-new", args=[due.arrangement.pk, due.month])
        action = _("Catat tagihan")
    else:
        late = due.days(today) < 0
        title = _("Iuran %(month)s lewat jatuh tempo") if late else _("Iuran %(month)s segera jatuh tempo")
        title %= {"month": month_long(due.month)}
        told = _("%(payer)s, belum dibayar %(amount)s, jatuh tempo %(day)s.")
        url = reverse("budgeting:bill", args=[due.bill.pk])
        action = _("Buka tagihan")
    text = told % {"payer": payer, "amount": rupiah(due.owed), "day": date_long(due.due)}
    return Need("coin", title, text, url, action)


def _rejected(waiting: CoverWaiting) -> list[Need]:
    if not waiting.rejected:
        return []
    title = ngettext("%s orang ditolak BPJS", "%s orang ditolak BPJS", waiting.rejected) % thousands(waiting.rejected)
    text = _("Selama belum diperbaiki, mereka tidak terlindungi. Sebabnya dan yang harus dibetulkan ada di daftar.")
    return [Need("alert-triangle", title, text, reverse("reports:rejected"), _("Perbaiki"))]


def _batch(waiting: OpenBatch) -> Need:
    batch = waiting.batch
    url = reverse("reports:batch", args=[batch.pk])
    told = {"number": batch.number, "payer": payer_name(batch.arrangement)}
    if waiting.people < batch.people:
        text = _("Sebagian sudah dijawab; yang lain belum berlaku sebelum jawabannya diterapkan.")
        return Need("send", _awaited(waiting, told), text, url, _("Beri jawaban"))
    people = ngettext("%(people)s orang.", "%(people)s orang.", batch.people)
    sentence = _("Berkas dapat diunduh sampai %(until)s.") % {"until": date_long(timezone.localtime(batch.expires_at))}
    text = f"{people % {'people': thousands(batch.people)}} {sentence}"
    if waiting.is_new:
        title = _("Kiriman baru: nomor %(number)s dari %(payer)s") % told
        return Need("inbox", title, text, url, _("Ambil berkas"))
    return Need("send", _awaited(waiting, told), text, url, _("Beri jawaban"))


def _awaited(waiting: OpenBatch, told: dict[str, Any]) -> str:
    counts = {"open": thousands(waiting.people), "people": thousands(waiting.batch.people)}
    return _("Kiriman %(number)s dari %(payer)s: menunggu jawaban untuk %(open)s dari %(people)s") % {**told, **counts}


def _answer(answer: Answer) -> Need:
    url = reverse("reports:answer", args=[answer.pk])
    if answer.state == Answer.State.ASKING:
        text = _("Jawaban BPJS: pastikan kolom mana berisi apa, lalu jawabannya dicocokkan.")
        return Need("table", answer.file_name, text, url, _("Pastikan kolom"))
    text = _("Jawaban BPJS sudah dicocokkan, %s baris. Belum ada yang berubah sebelum diterapkan.")
    return Need("clipboard-check", answer.file_name, text % thousands(answer.rows), url, _("Tinjau dan terapkan"))


def _contradicted(found: Contradicted) -> Need:
    title = ngettext(
        "BPJS menjawab bertentangan tentang %s orang", "BPJS menjawab bertentangan tentang %s orang", found.people
    )
    text = _("Tidak diterapkan: mereka belum tercatat. Tanyakan kepada cabang mana yang benar, lalu unggah jawabannya.")
    url = f"{reverse('reports:answer', args=[found.answer.pk])}?hasil=contradictory"
    return Need("alert-triangle", title % thousands(found.people), text, url, _("Lihat barisnya"))


def _incidents(waiting: CoverWaiting) -> list[Need]:
    if not waiting.incidents:
        return []
    title = ngettext("%s kejadian belum selesai", "%s kejadian belum selesai", waiting.incidents)
    text = _("Berkas, klaim, atau kabar kepada keluarga masih ditunggu.")
    told = title % thousands(waiting.incidents)
    return [Need("heart-handshake", told, text, reverse("reports:incidents"), _("Lihat kejadian"))]


def _paying(waiting: CoverWaiting) -> list[Need]:
    """Who pays, and months that no longer stand as they should."""
    needs = []
    if waiting.unarranged is not None:
        title = _("Atur iuran: %s") % waiting.unarranged.name
        url = f"{reverse('budgeting:cover-new')}?pemilihan={waiting.unarranged.code}"
        text = _("Petugas sudah tersimpan. Tentukan siapa yang membayar dan bulan mana, lalu hitung.")
        needs.append(Need("shield-check", title, text, url, _("Atur iuran")))
    for each in waiting.outdated:
        title = _("Hitung kembali orang-bulan: %s") % each.election.name
        text = _("Petugas, rencana, atau pengaturan berubah sejak perhitungan terakhir.")
        needs.append(Need("refresh", title, text, reverse("budgeting:cover", args=[each.pk]), _("Hitung")))
    return needs


def _sending(waiting: CoverWaiting) -> list[Need]:
    unsent = waiting.unsent
    if not unsent.people or waiting.sender is None:
        return []
    title = ngettext("%s orang belum dikirim ke BPJS", "%s orang belum dikirim ke BPJS", unsent.people)
    text = _("Bulannya sudah dihitung. Periksa kirimannya, lalu bekukan.")
    if unsent.lacking:
        held = ngettext("%s orang tertahan", "%s orang tertahan", unsent.lacking) % thousands(unsent.lacking)
        text = _("%s karena datanya belum lengkap; yang lain dapat dikirim sekarang.") % held
        if unsent.lacking == unsent.people:
            text = _("%s karena datanya belum lengkap; lengkapi dahulu.") % held
    url = reverse("reports:sending", args=[waiting.sender.pk])
    return [Need("send", title % thousands(unsent.people), text, url, _("Siapkan kiriman"))]
