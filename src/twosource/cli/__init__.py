"""The command line."""


def main() -> None:
    """Run the `twosource` command."""
