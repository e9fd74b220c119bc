"""What to say when the libraries of the extra ``cli`` are not installed."""

from __future__ import annotations

from importlib.util import find_spec

__all__ = ["missing", "require_extra"]

LIBRARIES = ("typer", "rich")


def missing(error: ModuleNotFoundError) -> ImportError:
    """The error that names the command to install them."""
    return _error((error.name or "").partition(".")[0])


def require_extra() -> None:
    """Look for the libraries, without importing them: a command that works only sometimes would be a riddle.

    Raises:
        ImportError: One is not installed.
    """
    for name in LIBRARIES:
        if find_spec(name) is None:
            raise _error(name)


def _error(name: str) -> ImportError:
    message = 'the command needs the extra "cli": python -m pip install "nhs-internships[cli]"'
    return ImportError(message, name=name)
