"""How often Python looks for objects that hold each other and that nobody needs."""

import gc

# Trees of documents hold no such cycles. Python looks for some whenever there are 700 objects more,
# and now and then at all there are: for a volume a tenth of the time of building its HTML and EPUB,
# and 60 ms at once where somebody waits for an answer. As many objects take some 100 MB.
_RARE = 1_000_000


def collect_rarely() -> None:
    """Have this process, and those forked from it, look for cycles once in a long while."""
    gc.set_threshold(_RARE)
