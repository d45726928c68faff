"""./dev is scripted by others: its answers on stdout are the command's own."""

import os
import subprocess
from pathlib import Path

import django

DEV = Path(__file__).resolve().parents[1] / "dev"


def dev(*args: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "pemilu_bpjs.settings.test"}
    return subprocess.run([DEV, *args], capture_output=True, text=True, timeout=120, cwd=cwd, env=environment)


def test_manage_prints_nothing_of_its_own(tmp_path):
    answer = dev("manage", "version", cwd=tmp_path)
    assert (answer.returncode, answer.stdout) == (0, f"{django.get_version()}\n")


def test_manage_passes_the_exit_status_on():
    assert dev("manage", "no-such-command").returncode != 0


def test_an_unknown_word_is_answered_with_the_usage():
    answer = dev("upp")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "usage: ./dev up | test" in answer.stderr
