"""plan: `manage.py plan` of one kabupaten as a whole process, interpreter start included.

There is no peer for a whole process; the bound is 2 seconds.
"""

import subprocess
import sys

from benchmarks.harness import ROOT, Result, median_seconds, rss_mib


def run() -> Result:
    command = [sys.executable, "manage.py", "plan", "examples/oku-selatan.toml", "--json"]
    ours = median_seconds(lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True))
    return Result("plan", ours, None, None, 1352, rss_mib())
