"""A believable alliance to look at, and to test with: its data, and the code that draws for it.

`home.services.load_sample` brings it into a site. Nobody and nothing in it exists.
"""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
