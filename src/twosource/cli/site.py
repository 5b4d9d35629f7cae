"""A small web server for the published files: static, with the headers a reader's safety needs."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Mapping
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from twosource.cli.screen import say
from twosource.errors import InputError

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


PORTS = range(8000, 8020)


def serve_site(site: Path, *, port: int, host: str = "127.0.0.1") -> None:
    """Serve the folder `site` until interrupted; port 0: the first free one of PORTS."""
    import uvicorn

    with listen(host, PORTS if port == 0 else [port]) as listener:
        say(f"Open http://{host}:{listener.getsockname()[1]}/")
        config = uvicorn.Config(make_app(site), log_level="warning", access_log=False)
        uvicorn.Server(config).run(sockets=[listener])


def listen(host: str, ports: Iterable[int]) -> socket.socket:
    """A socket on the first port that is free; InputError where none is."""
    reason = "no port given"
    for port in ports:
        try:
            return socket.create_server((host, port))
        except OSError as error:
            reason = f"port {port} on {host}: {error.strerror}"
    raise InputError(f"{reason}; choose another with --port")


def make_app(site: Path) -> ASGIApp:
    """The ASGI app; `site` may be a link that is switched while it serves."""
    files = StaticFiles(directory=site, html=True, follow_symlink=True)
    return _WithHeaders(Starlette(routes=[Mount("/", files)]))


class _WithHeaders:
    """Adds HEADERS to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, send_with)
