"""Reports to origins and events."""
