"""A mail server for tests: takes what comes, on an address of this machine only."""

from email import message_from_bytes
from email import policy

import socketserver
import threading


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("220 test")
        for line in self.rfile:
            verb, _space, rest = line.decode("utf-8", "replace").strip().partition(" ")
            answer = getattr(self, f"_{verb.lower()}", None)
            if answer is None:
                self._say("250 ok")
            elif answer(rest):
                return

    def _say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def _rcpt(self, rest):
        self._say(self.server.answers.pop(0) if self.server.answers else "250 ok")
        self._to = rest.partition(":")[2].split()[0].strip("<>")

    def _data(self, rest):
        self._say("354 go on")
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line[1:] if line.startswith(b"..") else line)
        self.server.received.append((self._to, b"".join(lines)))
        self._say("250 taken")

    def _quit(self, rest):
        self._say("221 bye")
        return True


class MailServer(socketserver.ThreadingTCPServer):
    """The server; use it as a context manager.

    ``answers`` holds what is answered to the next recipients, such as ``"550 unknown"``.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Talk)
        self.received = []
        self.answers = []

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *error):
        self.shutdown()
        self.server_close()

    @property
    def port(self):
        """The port on which it listens."""
        return self.server_address[1]

    def mails(self, to=None):
        """Return what came, as ``EmailMessage``.

        :param to: only what went to this address.
        """
        return [
            message_from_bytes(data, policy=policy.default)
            for address, data in self.received
            if to in (None, address)
        ]

    def use_for(self, site, *people):
        """Let a site send through this server.

        :param site: the Plone site.
        :param people: accounts that get an address at ``example.org``.
        """
        site.portal_registry["plone.smtp_host"] = "127.0.0.1"
        site.portal_registry["plone.smtp_port"] = self.port
        site.portal_registry["plone.email_from_address"] = "clkss@example.org"
        for person in people:
            member = site.portal_membership.getMemberById(person)
            member.setMemberProperties({"email": f"{person}@example.org"})
