"""Runs a command and prints one line of JSON: seconds, peak memory and exit status.

    python3 measure.py COMMAND [ARGUMENT ...]

The command's own output goes to standard error. The kernel accounts for the child as a whole when it
is waited for, so nothing is sampled and nothing is missed. `max_rss_kb` is never below this
interpreter's own size (about 10 MB), because a child starts as a copy of its parent.
"""

import json
import os
import sys
import time


def main():
    """Starts the command, waits for it and prints the figures."""
    start = time.monotonic()
    child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)])
    _, status, usage = os.wait4(child, 0)
    wall = time.monotonic() - start
    figures = {
        "wall": round(wall, 6),
        "user": round(usage.ru_utime, 6),
        "sys": round(usage.ru_stime, 6),
        "max_rss_kb": usage.ru_maxrss,
        "exit": os.waitstatus_to_exitcode(status),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
