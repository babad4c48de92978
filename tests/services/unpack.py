"""Unpacks one folder of a zip archive: ``unpack.py ARCHIVE FOLDER TARGET``.

Only Python is certain to be on a machine, and its own command line cannot pick a folder or
keep what is executable.
"""

import sys
import zipfile
from pathlib import Path, PurePosixPath


def unpack(archive: Path, folder: str, target: Path) -> int:
    """Write what lies in ``<top>/folder/`` of the archive to ``target``; return how many files.

    Raises ``ValueError`` when the archive has no such folder or a name that leads out of it.
    """
    written = 0
    with zipfile.ZipFile(archive) as bundle:
        for entry in bundle.infolist():
            parts = PurePosixPath(entry.filename).parts
            if entry.is_dir() or len(parts) < 3 or parts[1] != folder:
                continue
            if ".." in parts:
                raise ValueError(f"unsafe name in the archive: {entry.filename}")
            path = target.joinpath(*parts[2:])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(bundle.read(entry))
            path.chmod((entry.external_attr >> 16) & 0o777 | 0o644)
            written += 1
    if not written:
        raise ValueError(f"no folder {folder} in {archive}")
    return written


if __name__ == "__main__":
    unpack(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
