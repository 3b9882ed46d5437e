"""REST: ``@imports``."""

from AccessControl import Unauthorized
from clkss.content import _
from clkss.content.frame import tokens
from clkss.content.frame.rules import Verdict
from clkss.content.sheets import kinds
from clkss.content.sheets import messages
from clkss.content.sheets import register
from clkss.content.sheets import work
from clkss.content.sheets.errors import BatchBusy
from clkss.content.sheets.errors import BatchChanged
from clkss.content.sheets.errors import BatchProblems
from clkss.content.sheets.errors import BatchState
from clkss.content.sheets.errors import NotAllowed
from clkss.content.sheets.errors import UnknownKind
from clkss.content.sheets.rules import MAX_BYTES
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services import Service
from zExceptions import BadRequest
from zExceptions import Forbidden
from zExceptions import NotFound
from zope.i18n import translate
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

import base64
import binascii
import io


TRUE = frozenset({"1", "true", "yes", "on"})


NOT_IMPORTING = _("rest_imports_not_yours", default="You may import nothing.")
NO_TOKEN = _(
    "rest_imports_no_token", default="Send an Authorization header, or the token of a form."
)


@implementer(IPublishTraverse)
class _Imports(Service):
    def __init__(self, context, request):
        super().__init__(context, request)
        self.path = []

    def publishTraverse(self, request, name):
        """Take the id of a batch from the address.

        :param request: the request.
        :param name: the next part of the address.
        """
        self.path.append(name)
        return self

    def open(self):
        """Return the kinds of which the caller may import sheets.

        :raises Unauthorized: when there is none.
        """
        found = kinds.open_to(api.user.get_current().getId())
        if not found:
            raise Unauthorized(translate(NOT_IMPORTING, context=self.request))
        return found

    def batch(self):
        """Return the batch that the address names.

        :raises NotFound: when there is none, or none that the caller may see.
        """
        batch = register.of(self.context).batches.get("/".join(self.path))
        user = api.user.get_current().getId()
        if batch is None or not kinds.is_open(batch, self.open(), user):
            raise NotFound(self.context, "/".join(self.path), self.request)
        return batch

    def not_in_state(self, state):
        """Say that the caller may not import in a state.

        :param state: the state.
        """
        message = _(
            "rest_imports_state",
            default="You may not import in this state: ${state}",
            mapping={"state": state},
        )
        return translate(message, context=self.request)

    def check_caller(self):
        """Accept an API credential, or a form's token beside a cookie.

        :raises Forbidden: when the caller has only a cookie.
        """
        self.open()
        if not self.request._auth and tokens.judge(self.request) is not Verdict.GOOD:
            raise Forbidden(translate(NO_TOKEN, context=self.request))
        alsoProvides(self.request, IDisableCSRFProtection)

    def represent(self, batch):
        """Say what a batch is, as plain values.

        :param batch: the batch.
        """
        return {
            "@id": f"{self.context.absolute_url()}/@imports/{batch.id}",
            "id": batch.id,
            "kind": batch.kind,
            "state": batch.state,
            "rows": batch.rows,
            "done": batch.done,
            "filename": batch.filename,
            "sha256": batch.sha256,
            "user": batch.user,
            "created": batch.created.isoformat(timespec="seconds"),
            "item_state": batch.options["state"],
            "update": batch.options["update"],
            "outcome": dict(batch.outcome),
            "problems_total": batch.problem_count,
            "problems": [
                {
                    "row": problem.row,
                    "column": problem.column,
                    "message": translate(messages.say(problem), context=self.request),
                }
                for problem in batch.get_problems()
            ],
            "kept": [{"title": title, "path": path} for title, path in batch.kept],
        }

    def conflict(self, error):
        """Answer that a batch is not in a state for this.

        :param error: why.
        """
        self.request.response.setStatus(409)
        items = getattr(error, "items", ())
        return {
            "type": type(error).__name__,
            "message": CONFLICTS[type(error)],
            "items": [{"title": title, "path": path} for title, path in items],
        }


CONFLICTS = {
    BatchBusy: "The batch is being worked on; ask again later.",
    BatchState: "The batch is not in a state in which this can be done.",
    BatchProblems: "The sheet has problems; nothing was applied.",
    BatchChanged: "Items were changed since; nothing was undone. keep_changed=1 leaves them.",
}


class ImportsGet(_Imports):
    """``GET @imports`` and ``GET @imports/<id>``."""

    def reply(self):
        """List the batches, or show one."""
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.path:
            return self.represent(self.batch())
        allowed = self.open()
        user = api.user.get_current().getId()
        return {
            "@id": f"{self.context.absolute_url()}/@imports",
            "kinds": allowed,
            "items": [
                {
                    name: value
                    for name, value in self.represent(batch).items()
                    if name not in ("problems", "kept")
                }
                for batch in register.of(self.context).newest_first()
                if kinds.is_open(batch, allowed, user)
            ],
        }


class ImportsPost(_Imports):
    """``POST @imports`` takes a file; ``POST @imports/<id>`` applies a checked one."""

    def reply(self):
        """Take a file in, or apply a batch.

        :raises BadRequest: when kind or file are missing or unreadable.
        :raises Forbidden: when the caller may not import in this state.
        """
        self.check_caller()
        if self.path:
            batch = self.batch()
            try:
                work.switch_on(self.context, batch)
            except (BatchBusy, BatchState, BatchProblems) as error:
                return self.conflict(error)
            except NotAllowed as error:
                raise Forbidden(self.not_in_state(error.state)) from None
            return self.represent(batch)
        values = self._values()
        stream, filename = _file(values.get("file"))
        try:
            batch = work.upload(
                self.context,
                values.get("kind"),
                stream,
                filename,
                api.user.get_current().getId(),
                state=values.get("state") or None,
                update=_is_true(values.get("update", False)),
                apply=not _is_true(values.get("dry_run", False)),
            )
        except UnknownKind:
            known = ", ".join(self.open())
            message = _(
                "rest_imports_kind",
                default="kind: one of ${kinds} is expected",
                mapping={"kinds": known},
            )
            raise BadRequest(translate(message, context=self.request)) from None
        except NotAllowed as error:
            raise Forbidden(self.not_in_state(error.state)) from None
        self.request.response.setStatus(201)
        found = self.represent(batch)
        self.request.response.setHeader("Location", found["@id"])
        return found

    def _values(self):
        if self.request.form.get("file") is not None:
            return self.request.form
        try:
            return json_body(self.request)
        except DeserializationError as error:
            raise BadRequest(str(error)) from None


class ImportsDelete(_Imports):
    """``DELETE @imports/<id>`` undoes a batch."""

    def reply(self):
        """Undo a batch."""
        self.check_caller()
        batch = self.batch()
        keep = _is_true(self.request.form.get("keep_changed", False))
        try:
            work.take_back(self.context, batch, keep_changed=keep)
        except (BatchBusy, BatchState, BatchChanged) as error:
            return self.conflict(error)
        return self.represent(batch)


def _is_true(value):
    return value is True or str(value).strip().lower() in TRUE


def _file(value):
    """Return the stream and the name of an uploaded file, from a form or from JSON."""
    if hasattr(value, "read"):
        return value, getattr(value, "filename", "") or ""
    if not isinstance(value, dict) or not isinstance(value.get("data"), str):
        raise BadRequest("file: a file, or an object with data, encoding and filename, is expected")
    data = value["data"]
    if len(data) > 2 * MAX_BYTES:
        raise BadRequest(f"file: at most {MAX_BYTES // 1024 // 1024} MB are accepted")
    if value.get("encoding") == "base64":
        try:
            content = base64.b64decode(data, validate=True)
        except (binascii.Error, ValueError):
            raise BadRequest("file: the data is not base64") from None
    else:
        content = data.encode("utf-8")
    return io.BytesIO(content), str(value.get("filename", ""))
