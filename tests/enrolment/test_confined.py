"""Programs of ours that open strangers' files have nothing to take and little to spend."""

import os
from pathlib import Path

import pytest

from enrolment.confined import MIB, Confined, ConfinedFault, Crashed, Limits, OutOfMemory, OutOfTime, run_confined

ECHO = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    return tmp_path / "program.py"


def run(program: Path, source: str, payload: bytes = b"x", **limits: float) -> bytes:
    program.write_text(source)
    return run_confined(program, payload, **({"memory": 128 * MIB, "seconds": 10} | limits))


def test_what_it_writes_comes_back_however_much(program: Path):
    payload = bytes(range(256)) * 4096
    assert run(program, ECHO, payload) == payload[::-1]


@pytest.mark.parametrize(
    ("source", "limits", "fault"),
    [
        ("bytearray(200 * 1024 * 1024)", {}, OutOfMemory),
        ("while True: pass", {"seconds": 1}, OutOfTime),
        ("import time; time.sleep(60)", {"seconds": 0.2}, OutOfTime),
        ("raise ValueError('isi berkas')", {}, Crashed),
        ("import os; os._exit(7)", {}, Crashed),
    ],
    ids=["memory", "computing", "silence", "fault", "exit"],
)
def test_one_that_does_not_end_well_says_why_and_nothing_of_the_file(
    program: Path, source: str, limits: dict[str, float], fault: type[ConfinedFault]
):
    with pytest.raises(fault) as caught:
        run(program, source, b"x" * MIB, **limits)
    assert str(caught.value) == ""


def test_it_is_given_no_secret_no_file_and_no_path_to_our_own_code(program: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SECRET_KEY", "rahasia")
    descriptor = os.open("/dev/null", os.O_RDONLY)
    os.set_inheritable(descriptor, True)
    try:
        told = run(
            program,
            "import os, sys\n"
            "print(sorted(os.environ), [f for f in os.listdir('/proc/self/fd') if int(f) > 3], os.getcwd())\n"
            "print([p for p in sys.path if os.path.exists(os.path.join(p, 'pemilu_bpjs'))])",
        )
    finally:
        os.close(descriptor)
    assert told.split(b"\n") == [b"['LC_CTYPE', 'MALLOC_ARENA_MAX'] [] /", b"[]", b""]


def test_it_writes_no_file_unless_it_may(program: Path, tmp_path: Path):
    target = tmp_path / "scratch"
    source = f"open({str(target)!r}, 'wb').write(bytes(100_000)); print('ya')"
    with pytest.raises(Crashed):
        run(program, source)
    assert run(program, source, disk=MIB) == b"ya\n"


def test_a_conversation_goes_on_until_somebody_ends_it(program: Path):
    program.write_text(
        "import struct, sys\n"
        "while head := sys.stdin.buffer.read(4):\n"
        "    said = sys.stdin.buffer.read(struct.unpack('>I', head)[0])\n"
        "    sys.stdout.buffer.write(struct.pack('>I', 2 * len(said)) + 2 * said)\n"
        "    sys.stdout.buffer.flush()\n"
    )
    with Confined(program, Limits(memory=128 * MIB, seconds=10)) as child:
        for said in (b"a", b"b" * 300_000, b""):
            child.say(said)
            assert child.hear(MIB) == 2 * said
        child.say(b"c" * 1000)
        with pytest.raises(OutOfMemory):
            child.hear(1999)


def test_one_that_does_not_listen_holds_nobody(program: Path):
    program.write_text("import time; time.sleep(60)")
    with Confined(program, Limits(memory=128 * MIB, seconds=0.2)) as child, pytest.raises(OutOfTime):
        child.say(bytes(MIB))


def test_one_that_has_ended_is_noticed(program: Path):
    program.write_text("")
    with Confined(program, Limits(memory=128 * MIB, seconds=10)) as child, pytest.raises(Crashed):
        child.hear(MIB)
