"""A small web server for the published files: static, with the headers a reader's safety needs."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from pathlib import Path

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


def make_app(site: Path) -> object:
    """The ASGI app; `site` may be a link that is switched while it serves."""
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles

    files = StaticFiles(directory=site, html=True, follow_symlink=True)
    return Starlette(routes=[Mount("/", files)], middleware=[Middleware(_WithHeaders)])


class _WithHeaders:
    """Adds HEADERS to every answer."""

    def __init__(self, app: object) -> None:
        self._app = app

    async def __call__(self, scope: object, receive: object, send: object) -> None:
        async def send_with(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                extra = [(key.lower().encode(), value.encode()) for key, value in HEADERS.items()]
                message["headers"] = [*message.get("headers", ()), *extra]  # type: ignore[misc]
            await send(message)  # type: ignore[operator]

        await self._app(scope, receive, send_with)  # type: ignore[operator]
