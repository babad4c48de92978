"""How the architecture tests call the project's tools."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = [
    "cms.core",
    "cms.media",
    "cms.taxonomy",
    "cms.accounts",
    "cms.directory",
    "cms.publishing",
    "cms.translation",
    "cms.sharing",
    "home",
    "campaigns",
    "campaigns.solidarity",
    "academy.core",
    "academy.enrolment",
    "academy.learning",
    "academy.certificates",
    "academy.reports",
    "extranet.core",
    "extranet.notices",
    "extranet.documents",
    "extranet.meetings",
    "extranet.records",
    "extranet.demands",
    "extranet.polls",
    "extranet.ballots",
    "extranet.membership",
    "extranet.overview",
    "search",
]


def tool(name: str, *arguments: str, cwd: Path = ROOT, **environment: str):
    """Run a program of the virtual environment; return the completed process with its output."""
    return subprocess.run(
        [str(Path(sys.executable).with_name(name)), *arguments],
        cwd=cwd,
        env=os.environ | {"NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1"} | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def assert_passes(name: str, *arguments: str, **environment: str) -> None:
    """Fail with the program's own output when it does not exit with 0."""
    done = tool(name, *arguments, **environment)
    assert done.returncode == 0, f"{name} {' '.join(arguments)}\n{done.stdout[-8000:]}"
