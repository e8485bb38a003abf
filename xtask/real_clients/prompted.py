"""Runs a program on a terminal of its own and types the password when it is asked for one.

    prompted.py SECONDS PASSWORD INPUT PROGRAM ARGUMENT…

INPUT is the file that becomes the program's standard input, or `-` for the terminal itself.
Prints what appeared on the terminal and ends with the program's own status, 124 when the time is over.
"""

import os
import pty
import re
import select
import signal
import sys
import time

PROMPT = re.compile(rb"(password|pass phrase)[^\r\n]*:\s*$", re.IGNORECASE)
# Cursor movements and colours of a full-screen program.
CONTROL = re.compile(rb"\x1b(\[[0-9;?]*[ -/]*[@-~]|[()][A-Z0-9]|[=>78]|\][^\x07]*\x07)")


def start(argv, source):
    """The program's process id and the terminal it runs on."""
    pid, terminal = pty.fork()
    if pid == 0:
        if source != "-":
            os.dup2(os.open(source, os.O_RDONLY), 0)
        try:
            os.execvp(argv[0], argv)
        except OSError as error:
            os.write(2, f"{argv[0]}: {error}\n".encode())
        os._exit(127)
    return pid, terminal


def converse(pid, terminal, password, deadline):
    """Everything the program wrote, and whether it ended in time."""
    seen, answered = b"", 0
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], 0.2)
        if not ready:
            continue
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            return seen, True
        if not chunk:
            return seen, True
        seen += chunk
        if PROMPT.search(CONTROL.sub(b"", seen[answered:])):
            answered = len(seen)
            os.write(terminal, password.encode() + b"\n")
    os.kill(pid, signal.SIGKILL)
    return seen, False


def main():
    seconds, password, source, *argv = sys.argv[1:]
    pid, terminal = start(argv, source)
    seen, in_time = converse(pid, terminal, password, time.monotonic() + float(seconds))
    _, status = os.waitpid(pid, 0)
    sys.stdout.buffer.write(CONTROL.sub(b"", seen).replace(b"\r", b""))
    sys.stdout.flush()
    sys.exit(os.waitstatus_to_exitcode(status) & 0xFF if in_time else 124)


main()
