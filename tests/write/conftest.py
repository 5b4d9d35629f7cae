"""Lets the tests of the writer import their builder and cases by name."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
