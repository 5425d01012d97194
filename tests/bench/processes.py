"""What the kernel knows of processes; nothing of it where there is no /proc."""

import os
from pathlib import Path

PROC = Path("/proc")


def cpu_seconds(pid):
    """Return the CPU seconds that a process and its children have used, None where nobody can tell."""
    if not (PROC / str(pid) / "stat").exists():
        return None
    ticks = 0
    for path in PROC.glob("[0-9]*/stat"):
        try:
            number, fields = path.parent.name, path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if number == str(pid) or fields[1] == str(pid):
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def load_average():
    """Return how many processes waited for a processor during the last minute."""
    return os.getloadavg()[0]
