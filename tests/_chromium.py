"""Loads a page in headless Chromium, and tells what became of it and what it asked the network for."""

from __future__ import annotations

import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


class Visit(NamedTuple):
    """The page's HTML after its scripts have run, and every other request that was made meanwhile."""

    html: str
    requests: list[str]


def find() -> str | None:
    """The browser's command, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def visit(browser: str, page: str, profile: Path) -> Visit:
    """Load a page from a server of our own, to which example.org leads, too; the browser finds no other host."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def parse_request(self) -> bool:
            # Before it is understood: a request that is meant to be encrypted counts, too.
            line: bytes = getattr(self, "raw_requestline", b"")
            seen.append(line.decode("latin-1").strip()[:200])
            return super().parse_request()

        def do_GET(self) -> None:
            body = page.encode() if self.path == "/page.html" else b""
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - so it is called above
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        place = f"127.0.0.1:{server.server_port}"
        hosts = f"MAP example.org {place}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
        command = [browser, *QUIET, f"--user-data-dir={profile}", f"--host-resolver-rules={hosts}"]
        command += ["--virtual-time-budget=3000", "--dump-dom", f"http://{place}/page.html"]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=True)
        server.shutdown()
    return Visit(done.stdout, [line for line in seen if not line.startswith("GET /page.html ")])
