"""What the sample alliance's bodies met for, read and decided."""

from pathlib import Path

FOLDER = Path(__file__).parent
