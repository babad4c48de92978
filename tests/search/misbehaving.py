"""A server on loopback in Elasticsearch's place, which does what broken nodes and proxies do."""

import json
import socket
import threading
from urllib.request import Request, urlopen

PRODUCT = "X-Elastic-Product: Elasticsearch\r\n"
_BEGINNING = f"HTTP/1.1 200 OK\r\n{PRODUCT}Content-Length: 900\r\n\r\n".encode()
_HTML = b"<!doctype html><title>502 Bad Gateway</title><p>Sorry."
# What each kind answers: status, headers besides the usual ones, body.
_SHARDS = {"total": 1, "successful": 1, "skipped": 0, "failed": 0}
_ODD_HIT = {"_index": "any", "_id": "not-a-number", "_score": 1.0, "_source": {}}
_ODD = {
    "took": 1,
    "timed_out": False,
    "_shards": _SHARDS,
    "hits": {"total": {"value": 1, "relation": "eq"}, "hits": [_ODD_HIT]},
    "aggregations": {},
}
ANSWERS = {
    "html": (200, "Content-Type: text/html\r\n", _HTML),
    "empty-object": (200, PRODUCT, b"{}"),
    "null": (200, PRODUCT, b"null"),
    "list": (200, PRODUCT, b"[1, 2]"),
    "no-json": (200, PRODUCT, b'{"took": 1, '),
    "odd-id": (200, PRODUCT, json.dumps(_ODD).encode()),
    "no-product": (200, "", b'{"took": 1}'),
    "401": (401, PRODUCT, b'{"error": "unauthorized", "status": 401}'),
    "429": (429, PRODUCT, b'{"error": "too many requests", "status": 429}'),
    "500": (500, PRODUCT, b'{"error": "internal", "status": 500}'),
    "503-html": (503, "Content-Type: text/html\r\n", _HTML),
}
# What is no answer at all, or not a whole one.
SILENCES = ("closed", "hanging", "slow", "dribbling", "cut", "reset")
MODES = (*SILENCES, *ANSWERS)


class Node:
    """Misbehaves in the way of `mode` for paths that hold `only`; passes on all else to `upstream`.

    With the mode `well` it passes on everything.
    """

    def __init__(self, mode: str, upstream: str = "", only: str = ""):
        self.mode, self.upstream, self.only = mode, upstream, only
        self.server = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self.server.getsockname()[1]}"
        self.asked: list[str] = []
        self.stopped = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Stop serving; connections that hang are given up."""
        self.stopped.set()
        self.server.close()

    def _accept(self) -> None:
        while not self.stopped.is_set():
            try:
                connection, _address = self.server.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as stream:
            try:
                while line := stream.readline():
                    method, path, _version = line.decode().split(" ", 2)
                    headers = {}
                    while (line := stream.readline().strip()) and b":" in line:
                        name, _colon, value = line.decode().partition(":")
                        headers[name.lower()] = value.strip()
                    body = stream.read(int(headers.get("content-length", 0)))
                    self.asked.append(f"{method} {path}")
                    self._answer(connection, method, path, headers, body)
            except (OSError, ValueError):
                return

    def _answer(self, connection, method, path, headers, body) -> None:
        if self.mode == "well" or self.only not in path:
            self._pass_on(connection, method, path, headers, body)
        elif self.mode in ANSWERS:
            status, more, content = ANSWERS[self.mode]
            self._send(connection, status, more, content)
        elif self.mode == "reset":
            # Nothing is said, and what was under way is dropped.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            raise OSError
        elif self.mode == "cut":
            connection.sendall(
                f"HTTP/1.1 200 OK\r\n{PRODUCT}Content-Length: 900\r\n\r\n{{".encode()
            )
            connection.close()
        elif self.mode == "dribbling":
            connection.sendall(_BEGINNING)
            while not self.stopped.wait(0.1):
                connection.sendall(b" ")
        else:
            self.stopped.wait(5 if self.mode == "slow" else 120)
            self._send(connection, 200, PRODUCT, b"{}")

    def _pass_on(self, connection, method, path, headers, body) -> None:
        kept = {
            name: value
            for name, value in headers.items()
            if name in ("accept", "content-type", "user-agent", "x-elastic-client-meta")
        }
        asked = Request(self.upstream + path, body or None, kept, method=method)
        try:
            with urlopen(asked, timeout=60) as answer:
                content, status, given = answer.read(), answer.status, answer.headers
        except OSError as error:
            content, status, given = error.read(), error.code, error.headers
        kind = f"Content-Type: {given['content-type']}\r\n" if given["content-type"] else ""
        self._send(connection, status, PRODUCT + kind, content, head=method == "HEAD")

    @staticmethod
    def _send(connection, status, more, content, head=False) -> None:
        if "Content-Type" not in more:
            more += "Content-Type: application/vnd.elasticsearch+json;compatible-with=8\r\n"
        lines = f"HTTP/1.1 {status} X\r\n{more}Content-Length: {len(content)}\r\n\r\n"
        connection.sendall(lines.encode() + (b"" if head else content))
