"""The forms with which people write, reword, report and watch; none needs a script."""

from clkss.content import _
from clkss.content.community.discussion import access
from clkss.content.community.discussion import notes
from clkss.content.community.discussion import people
from clkss.content.community.discussion import posting
from clkss.content.community.discussion import reporting
from clkss.content.community.discussion import rules
from clkss.content.community.discussion import store
from clkss.content.community.discussion import words
from clkss.content.community.discussion.views import address_of
from clkss.content.community.discussion.views import mention_script
from clkss.content.community.discussion.views import number_from
from clkss.content.community.discussion.views import shown_time
from clkss.content.frame import tokens
from clkss.content.frame.views import FormView
from functools import cached_property
from plone import api
from plone.app.discussion.interfaces import IConversation
from plone.namedfile.utils import set_headers
from plone.namedfile.utils import stream_data
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import quote
from zExceptions import NotFound
from zExceptions import Unauthorized

import json


TRAP = "homepage"
"""Name of a field that people do not see; programs fill it in."""


class PostForm(FormView):
    """A form about a discussion or one of its posts."""

    robots = "noindex"
    problems = ()
    script = staticmethod(mention_script)

    def text_of(self, name):
        """Read a text from the form.

        :param name: of the field.
        """
        value = self.request.form.get(name, "")
        return value if isinstance(value, str) else ""

    @cached_property
    def discussion(self):
        """What the thing says of its discussion."""
        return access.discussion_of(self.context)

    @cached_property
    def post(self):
        """The post that the form is about.

        :raises NotFound: when there is none that the reader may read.
        """
        if self.discussion is None:
            raise NotFound("post")
        post = IConversation(self.context).get(number_from(self.request.form, "post"))
        if post is None or not access.may_read(post):
            raise NotFound("post")
        return post

    def shown_post(self):
        """Write the post as readers see it."""
        return rules.html(self.post.text)

    def author(self):
        """Say how the author of the post is called."""
        return people.Names(api.portal.get()).of(self.post.author_username)

    def again(self, reasons):
        """Show the form again with what is wrong.

        :param reasons: message ids.
        """
        self.problems = list(reasons)
        self.request.response.setStatus(422)
        return self.template()

    def back(self, message, number=0, kind="info"):
        """Lead to a post.

        :param message: what is said there.
        :param number: id of the post.
        :param kind: of the message.
        """
        return self.redirect_with_message(message, address_of(self.context, number), kind)


class WritePost(PostForm):
    """Write a post, an answer, or an answer that quotes."""

    template = ViewPageTemplateFile("templates/write.pt")
    page_title = _("title_write_post", default="Write a post")

    def __call__(self):
        """Show the form, or take it.

        :raises Unauthorized: for whoever may not write here.
        """
        if self.is_post:
            self.check_token()
        if not access.may_write(self.context):
            raise Unauthorized("This discussion takes no posts from you.")
        if not self.is_post:
            return self.template()
        return self._take()

    @cached_property
    def answered(self):
        """The post that is answered, if one is."""
        post = IConversation(self.context).get(number_from(self.request.form, "to"))
        return post if post is not None and access.may_read(post) else None

    @cached_property
    def part(self):
        """Number of the part of the thing to which the post refers; 0 for the whole."""
        return number_from(self.request.form, "about")

    def begun(self):
        """Return what stands in the field."""
        if self.is_post:
            return self.text_of("text")
        if self.answered is not None and self.request.form.get("quote"):
            return rules.quoted(self.answered.text)
        return ""

    def answered_text(self):
        """Write the post that is answered as readers see it."""
        return rules.html(self.answered.text) if self.answered is not None else ""

    def _take(self):
        files = self.request.form.get("files", ())
        files = files if isinstance(files, list | tuple) else [files]
        to = number_from(self.request.form, "to")
        try:
            post = posting.add(self.context, self.text_of("text"), to, files, about=self.part)
        except posting.PostRefused as refused:
            return self.again(refused.reasons)
        member = access.user_id()
        if not notes.settings_of(member).language:
            self._remember(member)
        if post.state == rules.PENDING:
            return self.back(words.WAITS, post.number)
        return self.back(words.SENT, post.number)

    def _remember(self, member):
        url = api.portal.get().absolute_url()
        notes.choose(member, notes.settings_of(member).rhythm, self.request.get("LANGUAGE"), url)


class EditPost(PostForm):
    """Reword one's own post."""

    template = ViewPageTemplateFile("templates/edit.pt")
    page_title = _("title_edit_post", default="Change your post")

    def __call__(self):
        """Show the form, or take it.

        :raises Unauthorized: for whoever did not write the post, or may not write here any more.
        """
        if self.is_post:
            self.check_token()
        if not access.may_edit(self.post):
            raise Unauthorized("Only its author changes a post.")
        if not self.is_post:
            return self.template()
        try:
            posting.edit(self.post, self.text_of("text"))
        except posting.PostRefused as refused:
            return self.again(refused.reasons)
        return self.back(words.CHANGED, self.post.number)

    def begun(self):
        """Return what stands in the field."""
        return self.text_of("text") if self.is_post else self.post.text


class PostHistory(PostForm):
    """The earlier wordings of a post, for its author and the moderators."""

    template = ViewPageTemplateFile("templates/history.pt")
    page_title = _("title_post_history", default="Earlier wordings")

    def __call__(self):
        """Show them.

        :raises Unauthorized: for everybody else: a name that was taken out stands in them.
        """
        if not (access.is_author(self.post) or access.moderates(self.context)):
            raise Unauthorized("For the author and the moderators.")
        return self.template()

    def versions(self):
        """Return the wordings, the latest first."""
        post = self.post
        rows = [*post.earlier, (post.edited or rules.moment_of(post.number), post.text)]
        return [{"at": shown_time(at), "html": rules.html(text)} for at, text in reversed(rows)]


class ReportPost(PostForm):
    """Tell the moderators of a post; whoever reads it may, with or without an account."""

    template = ViewPageTemplateFile("templates/report.pt")
    page_title = _("title_report_post", default="Report a post")
    kind = ""

    def __call__(self):
        """Show the form, or take it."""
        if not self.is_post:
            self.post  # noqa: B018 (answers 404 before a form is shown)
            return self.template()
        self.check_token()
        self.kind = self.text_of("kind")
        if self.kind not in reporting.KINDS:
            return self.again([reporting.NO_KIND])
        said = rules.clean(self.text_of("text"))[: rules.LONGEST_REASON]
        if not self.text_of(TRAP):
            who = access.user_id() or self.text_of(tokens.FIELD)
            reporting.report(self.context, self.post.number, self.kind, said, who)
        return self.back(reporting.THANKS, self.post.number)

    def kinds(self):
        """Return what can be wrong, to choose from."""
        return [
            {"value": kind, "title": title, "checked": kind == self.kind}
            for kind, title in reporting.KINDS.items()
        ]


class Watch(PostForm):
    """Watch or mute a discussion, or neither."""

    def __call__(self):
        """Take the button that was pressed.

        :raises Unauthorized: for visitors.
        """
        self.check_token()
        member = access.user_id()
        if member is None:
            raise Unauthorized("Sign in first.")
        how = self.text_of("how")
        if how not in ("watch", "mute", ""):
            how = ""
        store.mark(member, self.context.UID(), how=how)
        message = {
            "watch": _("watch_on", default="You are told of what is new here."),
            "mute": _("watch_mute", default="You are told nothing of this any more."),
            "": _("watch_off", default="You are told only when somebody mentions you."),
        }[how]
        return self.redirect_with_message(message)


class PostFile(PostForm):
    """A file attached to a post, always as a download."""

    def __call__(self):
        """Send it.

        :raises NotFound: when there is none.
        """
        place = number_from(self.request.form, "n")
        files = self.post.files
        if place >= len(files):
            raise NotFound("file")
        file = files[place]
        response = self.request.response
        set_headers(file, response)
        response.setHeader(
            "Content-Disposition", f"attachment; filename*=UTF-8''{quote(file.filename, safe='')}"
        )
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox")
        if access.user_id() is not None or not self.discussion.is_public:
            response.setHeader("Cache-Control", "private, no-store")
        return stream_data(file)


class Mentions(BrowserView):
    """Whom one may mean who types a mention, as JSON: for the script that offers them."""

    def __call__(self):
        """Answer.

        :raises Unauthorized: for whoever may not write here.
        """
        if not access.may_write(self.context):
            raise Unauthorized("This discussion takes no posts from you.")
        begun = self.request.form.get("q", "")
        begun = begun if isinstance(begun, str) else ""
        found = people.offered(api.portal.get(), IConversation(self.context), begun[:80])
        self.request.response.setHeader("Content-Type", "application/json; charset=utf-8")
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return json.dumps({"items": found})
