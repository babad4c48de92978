"""A proxy before the served site, as in production, whose line can be cut.

It says of every request that it came by https; what Playwright adds to the requests of pages does
not reach those for a service worker. While `cut` nothing is answered, to pages and workers alike.
"""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

# Of one connection alone.
_HOPS = {"connection", "keep-alive", "transfer-encoding", "x-forwarded-proto"}


class _Handler(BaseHTTPRequestHandler):
    def _forward(self) -> None:
        if self.server.cut:
            self.close_connection = True
            return
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name: value for name, value in self.headers.items() if name.lower() not in _HOPS}
        site = http.client.HTTPConnection(self.server.site, timeout=60)
        site.request(self.command, self.path, body, headers | {"X-Forwarded-Proto": "https"})
        answer = site.getresponse()
        content = answer.read()
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _HOPS | {"content-length"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        site.close()

    do_GET = do_POST = do_HEAD = _forward

    def log_message(self, *args) -> None:
        """Say nothing."""


@contextmanager
def forwarding(address: str) -> Iterator[ThreadingHTTPServer]:
    """Give a proxy before the site at `address`; its `address` is its own."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.site, server.cut = urlsplit(address).netloc, False
        server.address = f"http://localhost:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
