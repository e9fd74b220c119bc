"""What to say when the libraries of the extra ``cli`` are not installed."""

from __future__ import annotations

__all__ = ["missing"]


def missing(error: ModuleNotFoundError) -> ImportError:
    """The error that names the command to install them."""
    message = 'the command needs the extra "cli": python -m pip install "nhs-internships[cli]"'
    return ImportError(message, name=(error.name or "").partition(".")[0])
