"""`python -m twosource` and the `twosource` command."""

from twosource.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
