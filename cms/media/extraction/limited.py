"""Running a small program over a file that is not to be trusted, with limits on what it may use.

The program is run by its path in a process of its own, without Django, settings or the server's
secrets. What ends it is told by the errors beside it.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

from .child import OUT_OF_MEMORY
from .errors import OutOfMemory, TooSlow, Unreadable

_LAUNCHER = Path(__file__).with_name("launcher.py")

# What the program must be able to find its libraries by.
_ENVIRONMENT = (
    "PATH",
    "PYTHONHOME",
    "PYTHONPATH",
    "LD_LIBRARY_PATH",
    "SYSTEMROOT",
    "TMPDIR",
    "LANG",
)


def run(program: Path, arguments: dict, *, stdin: IO, stdout: IO, seconds: float, **limits) -> None:
    """Run `program` over the file `stdin`, its answer going to the file `stdout`.

    It finds `arguments` as JSON in its first argument. `limits` are `memory` and `output` in bytes
    and `cpu_seconds`. Raises TooSlow, OutOfMemory, or Unreadable where it fails otherwise.
    """
    words = [str(_LAUNCHER), json.dumps(limits), str(program), json.dumps(arguments)]
    start(words, stdin=stdin, stdout=stdout, seconds=seconds)


def start(words: list[str], *, stdin: IO, stdout: IO, seconds: float) -> None:
    """Run a Python program that bounds itself, named by its path, over a file; see `run`."""
    stdin.seek(0)
    try:
        status = subprocess.run(  # noqa: S603 (no shell; what is the user's is an argument)
            [sys.executable, "-P", *words],
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            start_new_session=True,
        ).returncode
    except subprocess.TimeoutExpired as expired:
        raise TooSlow from expired
    if status == OUT_OF_MEMORY:
        raise OutOfMemory
    if status in {-getattr(signal, "SIGXCPU", 0), -getattr(signal, "SIGKILL", 0)} - {0}:
        raise TooSlow(f"ended by signal {-status}")
    if status:
        raise Unreadable(f"ended with status {status}")
    stdout.seek(0)
