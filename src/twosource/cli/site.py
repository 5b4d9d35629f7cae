"""A small web server for the published files: static, with the headers a reader's safety needs."""

from __future__ import annotations

import socket
from collections.abc import Mapping
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


def serve_site(site: Path, *, port: int, host: str = "127.0.0.1") -> None:
    """Serve the folder `site` until interrupted; InputError where the port is taken."""
    import uvicorn

    try:
        listener = socket.create_server((host, port))
    except OSError as error:
        raise InputError(f"port {port} on {host}: {error.strerror}; choose another with --port") from None
    with listener:
        say(f"Open http://{host}:{listener.getsockname()[1]}/")
        config = uvicorn.Config(make_app(site), log_level="warning", access_log=False)
        uvicorn.Server(config).run(sockets=[listener])


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
