"""Reports to annotations."""
