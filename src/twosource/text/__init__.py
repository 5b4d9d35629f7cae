"""Plain-text tools that know no language."""
