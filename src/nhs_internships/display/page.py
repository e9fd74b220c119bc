"""The page to browse: one HTML file that needs nothing else (extra ``html``).

Its style and script are files beside the template. The content security policy of the page names their hashes, so a
browser runs nothing else, and asks no network.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from nhs_internships.catalogue import Catalogue
from nhs_internships.display.safety import visible
from nhs_internships.display.views import page_of
from nhs_internships.formats._extras import extra

__all__ = ["to_page"]


def to_page(catalogue: Catalogue) -> bytes:
    """A catalogue as a page to browse, in UTF-8. `Catalogue.write` writes it to a file.

    The projects stand in the order of the catalogue. Names of people are left out.

    Raises:
        ImportError: jinja2 is not installed; the error names the command.
    """
    with extra("html", "jinja2"):
        import jinja2
    style, script = _asset("page.css"), _asset("page.js")
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.from_string(_asset("page.html")).render(
        page=page_of(catalogue),
        policy=_policy(style, script),
        style=style,
        script=script,
    )
    return f"{page}\n".encode()


def _shown(value: object) -> object:
    """What is put into the page: text that HTML can hold; our own style and script, and numbers, as they are."""
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _asset(name: str) -> str:
    return files("nhs_internships").joinpath("display", "assets", name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """The content security policy: our style, our script, an empty icon, and nothing else."""
    allowed = {"style-src": _hash(style), "script-src": _hash(script), "img-src": "data:"}
    denied = ("default-src", "base-uri", "form-action")
    return "; ".join((*(f"{name} 'none'" for name in denied), *(f"{name} {what}" for name, what in allowed.items())))


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
