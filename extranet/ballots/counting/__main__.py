"""Counts exported records again where there is no site: `python -m extranet.ballots.counting`."""

import sys

from .report import report

if __name__ == "__main__":
    sys.exit(0 if report(sys.argv[1:], print) and sys.argv[1:] else 1)
