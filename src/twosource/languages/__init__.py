"""All knowledge of particular languages."""
