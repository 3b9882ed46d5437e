"""The page ``/imports``: upload, see what is wrong, apply, undo."""

from AccessControl import Unauthorized
from clkss.content import _
from clkss.content import jobs
from clkss.content.frame import moments
from clkss.content.frame.views import FormView
from clkss.content.sheets import checking
from clkss.content.sheets import files
from clkss.content.sheets import kinds
from clkss.content.sheets import messages
from clkss.content.sheets import register
from clkss.content.sheets import work
from clkss.content.sheets.errors import BatchBusy
from clkss.content.sheets.errors import BatchChanged
from clkss.content.sheets.errors import BatchProblems
from clkss.content.sheets.errors import BatchState
from clkss.content.sheets.errors import NotAllowed
from clkss.content.sheets.errors import UnknownBatch
from clkss.content.sheets.errors import UnknownKind
from clkss.content.sheets.interfaces import IImportsSection
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.component import queryMultiAdapter
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


PROBLEMS_SHOWN = 100
BATCHES_SHOWN = 50

STATE_TITLES = {
    register.CHECKED: _("import_state_checked", default="Checked"),
    register.QUEUED: _("import_state_queued", default="Waiting for its turn"),
    register.STAGING: _("import_state_staging", default="Being written"),
    register.STAGED: _("import_state_staged", default="Being written"),
    register.APPLIED: _("import_state_applied", default="Applied"),
    register.UNDONE: _("import_state_undone", default="Undone"),
    register.FAILED: _("import_state_failed", default="Not applied"),
}

ITEM_STATES = {
    "draft": _("import_as_draft", default="as drafts of my committee"),
    "published": _("import_as_published", default="published at once"),
    "on-record": _("import_as_on_record", default="on record"),
}

OUTCOME_TITLES = {
    checking.NEW: _("import_outcome_new", default="New"),
    checking.CHANGED: _("import_outcome_changed", default="Change something"),
    checking.SAME: _("import_outcome_same", default="Stay as they are"),
    checking.REFUSED: _("import_outcome_refused", default="Cannot be taken"),
}
"""What the check says of rows."""

NO_FILE = _("import_no_file", default="Choose a file.")
NO_KIND = _("import_no_kind", default="Choose what the sheet holds.")
NOT_ALLOWED = _(
    "import_not_allowed", default="You may not import in this state. Import as drafts instead."
)
BUSY = _("import_busy", default="This import is being worked on. Wait until that is done.")
APPLIED = _("import_applied", default="The sheet was applied.")
QUEUED = _(
    "import_queued",
    default="The sheet is large: it is worked on in the background. Look again soon.",
)
NOT_APPLIED = _("import_not_applied", default="Nothing was applied. See the problems below.")
UNDONE = _("import_undone", default="The import was undone.")
CHANGED = _(
    "import_changed",
    default="Nothing was undone: some items were changed since. They are listed below.",
)


@implementer(IPublishTraverse)
class Imports(FormView):
    """All imports, and each one under its id."""

    page_title = _("heading_imports", default="Import sheets")
    listing = ViewPageTemplateFile("templates/imports.pt")
    single = ViewPageTemplateFile("templates/import.pt")

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path = []
        self.errors = []
        self.changed = ()

    def publishTraverse(self, request, name):
        """Take the id of a batch, and what is wanted of it, from the address.

        :param request: the request.
        :param name: the next part of the address.
        """
        self.path.append(name)
        return self

    def __call__(self):
        """Show a page, take a form or send a file.

        :raises NotFound: for an address that leads to none of them.
        :raises Unauthorized: when the person may import nothing.
        """
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.open = kinds.open_to(self._user_id())
        if not self.open:
            raise Unauthorized("imports")
        if self.is_post:
            self.check_token()
        match self.path:
            case []:
                return self._upload() if self.is_post else self.listing()
            case ["template", name] if not self.is_post:
                return self._template(name)
            case [batch_id]:
                self.batch = self._batch(batch_id)
                return self._act() if self.is_post else self.single()
            case [batch_id, "problems.xlsx"] if not self.is_post:
                return self._corrected(self._batch(batch_id))
        raise NotFound(self.context, "/".join(self.path), self.request)

    def _batch(self, batch_id):
        try:
            batch = register.of(self.context).get(batch_id)
        except UnknownBatch:
            raise NotFound(self.context, batch_id, self.request) from None
        if not self._is_open(batch):
            raise NotFound(self.context, batch_id, self.request)
        return batch

    def _is_open(self, batch):
        return kinds.is_open(batch, self.open, self._user_id())

    # What the pages show

    @property
    def address(self):
        """Return the address of the page."""
        return f"{self.context.absolute_url()}/imports"

    def kinds(self):
        """List the kinds of sheets."""
        asked = self.request.form.get("kind")
        return [
            {
                "name": name,
                "title": kinds.get(name).title,
                "chosen": "selected" if name == asked else None,
            }
            for name in self.open
        ]

    def item_states(self):
        """List the states in which this person may import."""
        user = self._user_id()
        found = {}
        for name in self.open:
            kind = kinds.get(name)
            if len(kind.states) == 1:
                # There is nothing to choose: see batch.receive.
                continue
            found.update(
                (state, ITEM_STATES[state]) for state in kind.states if kind.may(user, state)
            )
        return [{"name": state, "title": title} for state, title in found.items()]

    def batches(self):
        """List the latest imports."""
        latest = register.of(self.context).newest_first()
        seen = [batch for batch in latest if self._is_open(batch)]
        return [self.describe(batch) for batch in seen[:BATCHES_SHOWN]]

    def describe(self, batch):
        """Say what a page shows of a batch.

        :param batch: the batch.
        """
        return {
            "id": batch.id,
            "url": f"{self.address}/{batch.id}",
            "filename": batch.filename or batch.id,
            "kind": kinds.get(batch.kind).title,
            "state": STATE_TITLES[batch.state],
            "user": self._fullname(batch.user),
            "when": moments.said(batch.created, long_format=True),
            "iso": batch.created.isoformat(timespec="seconds"),
            "rows": batch.rows,
            "problems": batch.problem_count,
            "as": ITEM_STATES[batch.options["state"]],
            "made": len(batch.items) if batch.state == register.APPLIED else 0,
            "changed": len(batch.changes) if batch.state == register.APPLIED else 0,
        }

    def sections(self):
        """Draw what kinds have to say besides."""
        found = (
            queryMultiAdapter((self.context, self.request), IImportsSection, name=name)
            for name in self.open
        )
        return "".join(section.render() for section in found if section is not None)

    def outcome(self):
        """List what would come of the rows: pairs of a sentence and a number."""
        return [
            (title, number)
            for name, title in OUTCOME_TITLES.items()
            if (number := self.batch.outcome.get(name))
        ]

    def problems(self):
        """List the problems of this part of the page."""
        return [
            {
                "row": problem.row or "",
                "column": problem.column,
                "message": messages.say(problem),
            }
            for problem in self.batch.get_problems()[self.start : self.start + PROBLEMS_SHOWN]
        ]

    @property
    def start(self):
        """Return the number of the first problem shown."""
        text = str(self.request.form.get("b_start", "0"))
        return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0

    def parts(self):
        """List the parts in which the problems are shown, when there are several."""
        kept = len(self.batch.problems)
        if kept <= PROBLEMS_SHOWN:
            return []
        return [
            {
                "url": f"{self.address}/{self.batch.id}?b_start={first}",
                "label": f"{first + 1}–{min(first + PROBLEMS_SHOWN, kept)}",
                "is_current": first == self.start,
            }
            for first in range(0, kept, PROBLEMS_SHOWN)
        ]

    def progress(self):
        """Say how far work in the background has come, in percent; ``None`` without such work."""
        job = jobs.get(self.batch.job) if self.batch.job else None
        if job is None or self.batch.state not in (register.QUEUED, *register.WORKING):
            return None
        return job.progress

    # What the forms do

    def _upload(self):
        form = self.request.form
        upload = form.get("file")
        if not getattr(upload, "filename", ""):
            self.errors.append({"field": "file", "message": NO_FILE})
        if form.get("kind") not in self.open:
            self.errors.append({"field": "kind", "message": NO_KIND})
        if self.errors:
            return self.listing()
        try:
            batch = work.upload(
                self.context,
                form["kind"],
                upload,
                upload.filename,
                self._user_id(),
                state=form.get("state") or None,
                update=bool(form.get("update")),
            )
        except (NotAllowed, UnknownKind):
            self.errors.append({"field": "state", "message": NOT_ALLOWED})
            return self.listing()
        self.request.response.redirect(f"{self.address}/{batch.id}", status=303)
        return ""

    def _act(self):
        url = f"{self.address}/{self.batch.id}"
        form = self.request.form
        try:
            if form.get("apply"):
                work.switch_on(self.context, self.batch)
                return self.redirect_with_message(*self._after_apply(url))
            if form.get("undo") or form.get("undo_rest"):
                work.take_back(self.context, self.batch, keep_changed=bool(form.get("undo_rest")))
                message = UNDONE if self.batch.state == register.UNDONE else QUEUED
                return self.redirect_with_message(message, url)
        except NotAllowed:
            return self.redirect_with_message(NOT_ALLOWED, url, "error")
        except BatchProblems:
            return self.redirect_with_message(NOT_APPLIED, url, "error")
        except (BatchBusy, BatchState):
            return self.redirect_with_message(BUSY, url, "error")
        except BatchChanged as error:
            self.changed = error.items
            self.errors.append({"field": "undo", "message": CHANGED})
            return self.single()
        return self.redirect_with_message(BUSY, url, "error")

    def _after_apply(self, url):
        if self.batch.state == register.APPLIED:
            return APPLIED, url, "info"
        if self.batch.state == register.QUEUED:
            return QUEUED, url, "info"
        return NOT_APPLIED, url, "error"

    # The files

    def _template(self, name):
        kind_name, _dot, extension = name.rpartition(".")
        try:
            kind = kinds.get(kind_name)
        except UnknownKind:
            raise NotFound(self.context, name, self.request) from None
        if extension == "csv":
            return self._send(files.template_csv(kind), files.CSV_TYPE, name)
        if extension == "xlsx":
            return self._send(files.template_xlsx(kind, self._language()), files.XLSX_TYPE, name)
        raise NotFound(self.context, name, self.request)

    def _corrected(self, batch):
        name = f"{batch.kind}-{batch.id}-problems.xlsx"
        return self._send(files.corrected(batch, self._language()), files.XLSX_TYPE, name)

    def _send(self, content, media_type, name):
        return files.send(self.request.response, content, media_type, name)

    def _language(self):
        return api.portal.get_current_language()

    def _user_id(self):
        return api.user.get_current().getId()

    def _fullname(self, user_id):
        user = api.user.get(userid=user_id) if user_id else None
        return (user.getProperty("fullname") if user else "") or user_id or "bin/clkss"
