"""How much a submission may use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """How much.

    ``cell_seconds`` and ``call_seconds`` are of work, and four times as many on the clock; ``total_seconds`` are on the
    clock. ``memory_mb`` holds for the whole tree of processes; ``tmp_mb`` is the size of /tmp.
    """

    cell_seconds: float = 20
    call_seconds: float = 10
    total_seconds: float = 120
    memory_mb: int = 768
    processes: int = 32
    tmp_mb: int = 64
    files: int = 64
    output_bytes: int = 1_000_000
