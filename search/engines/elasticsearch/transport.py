"""Requests whose whole answer has a deadline, not only each of its bytes.

A socket's time-out begins anew with every byte that comes: a node that says one now and then would
be listened to for ever.
"""

import io
import socket
from http.client import HTTPResponse

import urllib3
from elastic_transport import ConnectionTimeout, Urllib3HttpNode
from elastic_transport.client_utils import DEFAULT
from urllib3.connection import HTTPConnection, HTTPSConnection

from search.engines import deadline


class _TimedStream(io.RawIOBase):
    """What is read of a socket, each time for no longer than until the deadline."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket):
        self._raw = raw
        self._socket = sock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int | None:
        self._socket.settimeout(deadline.left())
        return self._raw.readinto(buffer)

    def fileno(self) -> int:
        return self._raw.fileno()

    def close(self) -> None:
        self._raw.close()
        super().close()


class _TimedResponse(HTTPResponse):
    def __init__(self, sock, *args, **kwargs):
        super().__init__(sock, *args, **kwargs)
        self.fp = io.BufferedReader(_TimedStream(self.fp.detach(), sock))


class _Timed:
    """A connection that is made, written to and read until the deadline."""

    response_class = _TimedResponse

    def _new_conn(self):
        sock = super()._new_conn()
        # What the handshake of TLS may take.
        sock.settimeout(deadline.left())
        return sock

    def send(self, data) -> None:
        if self.sock is not None:
            self.sock.settimeout(deadline.left())
        super().send(data)


class _HTTP(_Timed, HTTPConnection):
    pass


class _HTTPS(_Timed, HTTPSConnection):
    pass


class DeadlineNode(Urllib3HttpNode):
    """A node of the cluster that is given up when the deadline passes, whatever it is doing."""

    def __init__(self, config):
        super().__init__(config)
        self.pool.ConnectionCls = _HTTPS if config.scheme == "https" else _HTTP
        # Nobody waits for others to be done: one more connection is made.
        self.pool.block = False

    def perform_request(self, method, target, body=None, headers=None, request_timeout=DEFAULT):
        """Return the answer. Raise ConnectionTimeout where it is not whole by the deadline."""
        seconds = self.config.request_timeout if request_timeout is DEFAULT else request_timeout
        with deadline.within(seconds):
            try:
                timeout = urllib3.Timeout(total=deadline.left())
            except TimeoutError as error:
                raise ConnectionTimeout(str(error), errors=(error,)) from error
            return super().perform_request(method, target, body, headers, timeout)
