"""The conversation, and the ways into it."""

import os

# A question takes a few milliseconds; sharing it between processors costs more than it saves, and on a busy
# machine ten times as much. It must be said before numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
