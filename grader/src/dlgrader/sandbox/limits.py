"""How much a submission may use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """How much.

    ``cell_seconds`` and ``call_seconds`` are of work, and four times as many on the clock; ``total_seconds`` are on the
    clock. ``memory_mb`` holds for the whole tree of processes; ``tmp_mb`` is the size of /tmp, and ``tmp_files``
    how many files and folders it may hold, however small.
    """

    cell_seconds: float = 20
    call_seconds: float = 10
    total_seconds: float = 120
    memory_mb: int = 768
    processes: int = 32
    tmp_mb: int = 64
    tmp_files: int = 10_000
    files: int = 64
    output_bytes: int = 1_000_000


def rlimits(limits: Limits) -> dict[str, int]:
    """What a single process may use, by the names that ``resource`` has for it."""
    return {
        "AS": limits.memory_mb * 2**20 * 2, "CPU": int(limits.total_seconds) + 5, "FSIZE": limits.tmp_mb * 2**20,
        "NOFILE": limits.files, "CORE": 0,
    }  # fmt: skip
