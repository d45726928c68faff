"""Programs of ours that handle strangers' files: each in its own process, with nothing to take and little to spend.

A small file can ask for all the memory and time there is, and a reader can have a fault that nobody knows yet. So the
program is started apart from us (`python -I`), with no environment of ours (no key, no password, no address of a
database), no file of ours open, and limits that the kernel holds. Whatever happens to it, the worker lives on.

What the program says is data to be checked, never an object to be trusted; what it complains of may quote the file, so
it is looked at for its kind and then forgotten.
"""

import contextlib
import datetime
import fcntl
import io
import os
import pickle
import resource
import select
import signal
import struct
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

MIB = 1024 * 1024

_LAST_WORDS = 64 * 1024
_MEMORY_WORDS = (b"MemoryError", b"memory allocation of", b"capacity overflow", b"Cannot allocate memory")
_LENGTH = struct.Struct(">I")
_READ_AT_ONCE = MIB
# Nothing of ours. A thread's own arena would reserve 64 MiB of the memory that a program may have.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "1"}
_ROOM_IN_PIPES = MIB  # the most that Linux grants everybody; a pipe of its own accord has 64 KiB


class ConfinedFault(Exception):
    """The program did not come to its end. Carries nothing of what it was given."""


class OutOfMemory(ConfinedFault):
    """It needed more memory than it may have, or wanted to say more than we can hear."""


class OutOfTime(ConfinedFault):
    """It computed, or was silent, for longer than it may."""


class Crashed(ConfinedFault):
    """It ended early for any other reason."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a program may spend: bytes of memory, seconds, and bytes of any one file that it writes on disk.

    The seconds hold twice: for all computing, and for each single wait for an answer.
    """

    memory: int
    seconds: float
    disk: int = 0


def run_confined(program: Path, payload: bytes, *, memory: int, seconds: float, disk: int = 0) -> bytes:
    """What `program` writes to its standard output when given `payload` on its standard input.

    `disk` is for programs whose libraries write temporary files (openpyxl saves through one); 0 allows none. Raises
    OutOfMemory, OutOfTime or Crashed; the program is gone in any case.
    """
    with Confined(program, Limits(memory, seconds, disk)) as child:
        return child.finish(payload)


class _Plain(pickle.Unpickler):
    """Takes texts, numbers and dates and can make nothing else, whatever the program may have been talked into."""

    _KNOWN = frozenset({"date", "datetime", "time", "timedelta"})

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in self._KNOWN:
            return getattr(datetime, name)
        raise pickle.UnpicklingError


def plain_values(answer: bytes) -> Any:
    """What a program pickled. Raises pickle.UnpicklingError for anything but plain values."""
    return _Plain(io.BytesIO(answer)).load()


class Confined:
    """A running program to hold a conversation with, in messages of a known length, one answer for each question.

    The program reads and writes the same form: four bytes of length, high byte first, then so many bytes.
    """

    def __init__(self, program: Path, limits: Limits) -> None:
        self._limits = limits
        self._last_words = os.memfd_create("last-words", os.MFD_CLOEXEC)
        self._process = subprocess.Popen(  # noqa: S603 - our own program; what was sent goes to its input only
            [sys.executable, "-I", str(program)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._last_words,
            bufsize=0,
            env=_ENVIRONMENT,
            cwd="/",
            start_new_session=True,  # Ctrl+C in a developer's terminal is for us to handle
        )
        self._confine()
        with contextlib.suppress(OSError):  # no more than a favour: it may go on while we are busy elsewhere
            for pipe in (self._output, self._input):
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM_IN_PIPES)

    def _confine(self) -> None:
        """From outside and before it is given a byte, so that no program can forget to."""
        seconds = max(1, round(self._limits.seconds))
        limits = {
            resource.RLIMIT_AS: self._limits.memory,
            resource.RLIMIT_CPU: seconds,
            resource.RLIMIT_CORE: 0,  # a core file would hold people's data
            resource.RLIMIT_FSIZE: max(self._limits.disk, _LAST_WORDS),
        }
        for kind, most in limits.items():
            with contextlib.suppress(ProcessLookupError):  # it ended already; whoever listens will notice
                resource.prlimit(self._process.pid, kind, (most, most))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """The program is gone afterwards, whatever it was doing."""
        self._process.kill()
        self._process.wait()
        self._input.close()
        self._output.close()
        if self._last_words >= 0:
            os.close(self._last_words)
            self._last_words = -1

    @property
    def _input(self) -> IO[bytes]:
        return self._process.stdin

    @property
    def _output(self) -> IO[bytes]:
        return self._process.stdout

    def finish(self, payload: bytes) -> bytes:
        """Gives all of `payload`, hears all of the answer, and sees the program to its end."""
        try:
            answer, _nothing = self._process.communicate(payload, timeout=self._limits.seconds)
        except subprocess.TimeoutExpired:
            raise OutOfTime from None
        if self._process.returncode:
            raise self._fault()
        return answer

    def say(self, *parts: bytes) -> None:
        """Sends one message, given in parts so that a large one is not copied."""
        deadline = time.monotonic() + self._limits.seconds
        os.set_blocking(self._input.fileno(), False)  # a program that does not listen must not hold us
        for part in (_LENGTH.pack(sum(map(len, parts))), *parts):
            self._write(memoryview(part), deadline)

    def _write(self, part: memoryview, deadline: float) -> None:
        descriptor = self._input.fileno()
        while part:
            _await(descriptor, select.POLLOUT, deadline)
            try:
                part = part[os.write(descriptor, part) :]
            except BrokenPipeError:
                raise self._fault() from None

    def hear(self, most: int) -> bytes:
        """The next message; one of more than `most` bytes is OutOfMemory."""
        deadline = time.monotonic() + self._limits.seconds
        (length,) = _LENGTH.unpack(self._read(_LENGTH.size, deadline))
        if length > most:
            raise OutOfMemory
        return self._read(length, deadline)

    def has_spoken(self) -> bool:
        """Whether `hear` would begin at once."""
        return _can_use(self._output.fileno(), select.POLLIN, 0)

    def _read(self, length: int, deadline: float) -> bytes:
        descriptor, parts = self._output.fileno(), []
        while length:
            _await(descriptor, select.POLLIN, deadline)
            part = os.read(descriptor, min(length, _READ_AT_ONCE))
            if not part:
                raise self._fault()
            parts.append(part)
            length -= len(part)
        return b"".join(parts)

    def _fault(self) -> ConfinedFault:
        """What became of a program that stopped speaking."""
        try:
            code = self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:  # it closed its output and lives on: no program of ours does
            return Crashed()
        if code in (-signal.SIGXCPU, -signal.SIGKILL):
            return OutOfTime()
        os.lseek(self._last_words, 0, os.SEEK_SET)
        words = os.read(self._last_words, _LAST_WORDS)
        return OutOfMemory() if any(word in words for word in _MEMORY_WORDS) else Crashed()


def _await(descriptor: int, event: int, deadline: float) -> None:
    """Until the pipe can be used or has lost its other end."""
    if not _can_use(descriptor, event, max(0, deadline - time.monotonic())):
        raise OutOfTime


def _can_use(descriptor: int, event: int, seconds: float) -> bool:
    """`poll`, since `select` fails from descriptor 1024 on."""
    poll = select.poll()
    poll.register(descriptor, event)
    return bool(poll.poll(seconds * 1000))
