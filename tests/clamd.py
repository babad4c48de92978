"""A virus scanner that speaks as clamd does."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Scanner(socketserver.BaseRequestHandler):
    """Speaks INSTREAM as clamd does, and finds EICAR."""

    def handle(self):
        read = self.request.makefile("rb")
        if read.read(10) != b"zINSTREAM\0":
            self.request.sendall(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while length := struct.unpack("!I", read.read(4))[0]:
            content += read.read(length)
            if len(content) > self.server.limit:
                self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.server.seen.append(content)
        found = b"stream: Eicar-Test-Signature FOUND\0" if b"EICAR" in content else b"stream: OK\0"
        self.request.sendall(found)


@contextmanager
def clamd(settings) -> Iterator[socketserver.TCPServer]:
    """Have the site ask a scanner; its `seen` are the files that it was sent."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Scanner) as server:
        server.daemon_threads = True
        server.seen, server.limit = [], 10**7
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        settings.CLAMAV_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
        settings.CLAMAV_TIMEOUT = 5
        yield server
        server.shutdown()
        thread.join()
