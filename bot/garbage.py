"""What is loaded at the start stays to the end: the garbage collector need not look through it again."""

import gc

OFTEN = (50_000, 20, 20)  # objects made between looks at the youngest; the library's 700 suit small programs


def leave_what_stays() -> None:
    """Leave all that is here now out of every later look for garbage.

    With the content and the libraries in it, each look took long enough to be felt, and one fifth to one
    quarter of the processor's time of a turn (measured, benchmarks/turns).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*OFTEN)
