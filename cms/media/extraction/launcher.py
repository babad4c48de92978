"""Bound this process, then become the program named: what `limited` starts.

Arguments: the limits as JSON, the program's path, its own argument. Imports nothing of the
project; how a process is bounded stands in the program that reads PDFs.
"""

import json
import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    limits, program = json.loads(sys.argv[1]), sys.argv[2]
    reading = runpy.run_path(str(Path(__file__).with_name("child.py")))
    # Its output is counted in characters of twelve bytes.
    reading["restrict"]({**limits, "characters": limits["output"] // 12})
    sys.argv = sys.argv[2:]
    try:
        runpy.run_path(program, run_name="__main__")
    except MemoryError:
        sys.exit(reading["OUT_OF_MEMORY"])
