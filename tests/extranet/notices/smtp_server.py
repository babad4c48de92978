"""A real mail server on loopback, which misbehaves as it is told and counts what it accepts."""

import socketserver
import threading
import time
from email import message_from_bytes, policy

# What it can do with the next e-mail. The last two accept it and are silent about it.
BEHAVIOURS = {
    "accept",
    "refuse_recipient_for_now",
    "refuse_recipient",
    "refuse_sender",
    "refuse_text_for_now",
    "refuse_text",
    "leave_before_the_text",
    "leave_in_the_text",
    "leave_after_the_text",
    "answer_nonsense",
}


class _Session(socketserver.StreamRequestHandler):
    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self) -> None:
        self.say("220 ready")
        recipient = ""
        while line := self.rfile.readline():
            verb = line.decode().strip().upper()
            if verb.startswith("EHLO"):
                self.say("250 here")
            elif verb.startswith("MAIL"):
                refused = self.server.behaviour == "refuse_sender"
                self.say("530 who are you?" if refused else "250 ok")
            elif verb.startswith("RCPT"):
                recipient = line.decode().partition(":")[2].strip(" <>\r\n").partition(">")[0]
                self.say(self.server.answer_to_recipient(recipient))
            elif verb == "DATA":
                if not self.data(recipient):
                    return
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def data(self, recipient: str) -> bool:
        """Take the text of an e-mail; return whether the session goes on."""
        behaviour = self.server.behaviour
        if behaviour == "leave_before_the_text":
            return False
        self.say("354 go ahead")
        if behaviour == "leave_in_the_text":
            self.rfile.readline()
            return False
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        time.sleep(self.server.slowness)
        if behaviour in ("refuse_text_for_now", "refuse_text"):
            self.say("451 try later" if behaviour.endswith("now") else "550 unwanted")
            return True
        self.server.accepted.append((recipient, b"".join(lines)))
        if behaviour == "leave_after_the_text":
            return False
        self.say("what?" if behaviour == "answer_nonsense" else "250 accepted")
        return True


class MailServer(socketserver.ThreadingTCPServer):
    """`accepted` are (recipient, bytes), in order; `behaviour` is what it does from now on."""

    allow_reuse_address = daemon_threads = True
    behaviour, slowness = "accept", 0.0

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Session)
        self.accepted: list[tuple[str, bytes]] = []
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def answer_to_recipient(self, recipient: str) -> str:
        answers = {
            "refuse_recipient_for_now": "451 try later",
            "refuse_recipient": "550 no such mailbox",
        }
        return answers.get(self.behaviour, "250 ok")

    @property
    def port(self) -> int:
        return self.server_address[1]

    def messages(self, recipient: str = "") -> list:
        """Return the e-mails accepted, or those for one recipient, parsed."""
        return [
            message_from_bytes(text, policy=policy.default)
            for address, text in self.accepted
            if recipient in ("", address)
        ]

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
