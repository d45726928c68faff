"""Temporary files that may name people: in a folder of our own, and gone even if their maker was killed."""

import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from pemilu_bpjs import scratch
from tests.conftest import ROOT

_MAKER = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from pemilu_bpjs import scratch
scratch._IN_MEMORY = Path(sys.argv[2])
with scratch.folder() as folder:
    (folder / "orang.xml").write_text("1609")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def _own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratch, "_IN_MEMORY", tmp_path)


def test_a_folder_is_its_makers_alone_and_gone_afterwards(tmp_path: Path):
    with scratch.folder() as folder:
        (folder / "orang.xml").write_text("1609")
        assert folder.parent == tmp_path
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        with scratch.folder() as another:
            assert another != folder
        assert (folder / "orang.xml").exists()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_goes_and_a_living_ones_stays(tmp_path: Path):
    makers = [
        subprocess.Popen([sys.executable, "-c", _MAKER, str(ROOT), str(tmp_path)], stdout=subprocess.PIPE, text=True)
        for _number in range(2)
    ]
    try:
        dead, living = (Path(maker.stdout.readline().strip()) for maker in makers)
        makers[0].send_signal(signal.SIGKILL)
        makers[0].wait()
        assert (dead / "orang.xml").exists()
        scratch.sweep()
        assert not dead.exists()
        assert (living / "orang.xml").exists()
    finally:
        for maker in makers:
            maker.kill()
            maker.wait()
            maker.stdout.close()


def test_what_is_no_folder_of_ours_stays(tmp_path: Path):
    other = tmp_path / "pemilu-bpjs-scratch-of-nobody"
    other.mkdir()
    scratch.sweep()
    assert other.exists()
