"""Memory: what the C library keeps of a page's freed nodes is handed back, so that blocks do not come on top of it."""

from collections.abc import Callable
from functools import cache


def hand_back() -> None:
    """Ask the C library to give freed memory back to the system; does nothing where it knows no malloc_trim.

    A tree takes about 130 bytes a node. Its nodes are freed while blocks are made of them, but glibc would keep the
    room for other C memory, which Python's small objects are not.
    """
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    import ctypes

    try:
        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (OSError, TypeError, AttributeError):  # no glibc: Windows, macOS, musl
        return None
    return found
