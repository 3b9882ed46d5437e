"""Speaks to the site over REST and writes what was said into the documentation.

What is written is the same at every run: the address of the site is an invented one, and of the
headers only those that a client goes by are kept. A change of an answer therefore shows as a
change of a file below ``docs/reference/http-examples``.
"""

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from plone.testing.zope import Browser
from urllib.parse import urlsplit

import base64
import json


EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "reference" / "http-examples"

HOST = "clkss.example"
SITE = f"https://{HOST}/clkss"

SAID_BY_CLIENT = ("Accept", "Accept-Language", "Content-Type", "Idempotency-Key")
SAID_BY_SITE = ("Content-Type", "Cache-Control", "Location", "Vary", "WWW-Authenticate")
"""Headers that are written; all others differ from run to run or from server to server."""


@dataclass(frozen=True)
class Exchange:
    """One request and what the site answered.

    :param request: the request as it is written.
    :param status: the status, a number.
    :param headers: headers of the answer.
    :param body: the answer as text.
    :param site_url: the true address of the site.
    """

    request: str
    status: int
    headers: dict
    body: str
    site_url: str

    @property
    def json(self):
        """The answer, read."""
        return json.loads(self.body)

    def save(self, name, folder=EXAMPLES):
        """Write the two files of an example, ``<name>.req`` and ``<name>.resp``.

        :param name: what the documentation calls it.
        :param folder: where to.
        :returns: the exchange itself.
        """
        folder.mkdir(parents=True, exist_ok=True)
        lines = [f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}"]
        lines += [f"{key}: {self.headers[key]}" for key in SAID_BY_SITE if key in self.headers]
        body = self.body
        if self.headers.get("Content-Type", "").startswith("application/json"):
            body = json.dumps(self.json, indent=2, sort_keys=True, ensure_ascii=False)
        answer = "\n".join([*lines, "", body]).replace(self.site_url, SITE)
        (folder / f"{name}.req").write_text(self.request.rstrip() + "\n", encoding="utf-8")
        (folder / f"{name}.resp").write_text(answer.rstrip() + "\n", encoding="utf-8")
        return self


class Recorder:
    """A client of the site of a functional layer.

    :param app: the Zope application of the layer.
    :param site: the site.
    :param person: name and password, or None for a visitor.
    """

    def __init__(self, app, site, person=None):
        self._browser = Browser(app)
        self._site_url = site.absolute_url()
        self._path = "/" + "/".join(site.getPhysicalPath()[1:])
        self._person = person

    def __call__(self, method, path, body=None, **headers):
        """Send a request below the site.

        :param method: such as ``GET``.
        :param path: below the site, with its query, already quoted.
        :param body: what to send as JSON, or bytes.
        :param headers: further headers; ``Accept_Language`` stands for ``Accept-Language``.
        :returns: the :class:`Exchange`.
        """
        sent = {"Accept": "application/json"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None and not isinstance(body, bytes):
            sent["Content-Type"] = "application/json"
            body = json.dumps(body, indent=2, sort_keys=True, ensure_ascii=False).encode("utf-8")
        lines = [f"{method} /clkss/{path} HTTP/1.1", f"Host: {HOST}"]
        lines += [f"{name}: {sent[name]}" for name in SAID_BY_CLIENT if name in sent]
        if self._person:
            lines.append(f"Authorization: Basic <{self._person[0]}:password>")
            words = base64.b64encode(":".join(self._person).encode("utf-8")).decode("ascii")
            sent["Authorization"] = f"Basic {words}"
        said = "\n".join([*lines, "", (body or b"").decode("utf-8")])
        sent["Host"] = urlsplit(self._site_url).netloc
        answer = self._browser.testapp.request(
            f"{self._path}/{path}",
            method=method,
            headers=sent,
            body=body or b"",
            expect_errors=True,
        )
        return Exchange(
            said.replace(self._site_url, SITE),
            answer.status_int,
            dict(answer.headers),
            answer.text,
            self._site_url,
        )
