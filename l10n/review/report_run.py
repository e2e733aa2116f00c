"""What a report may say of the run that made it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RunInfo:
    """How many files were read, one line for each that could not be, the command's arguments and its exit code."""

    files: int = 0
    failed: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    exit_code: int = 0


NO_RUN = RunInfo()
