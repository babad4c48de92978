"""A sample alliance for demonstration and tests: its data, and the code that draws its pictures.

`home.services.load_sample` brings it into a site. Nobody and nothing in it exists.
"""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
