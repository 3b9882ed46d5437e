"""Posts as HTML, drawn in Python since a page has many."""

from clkss.content import _
from clkss.content.frame.drawing import html
from clkss.content.frame.language import translated


GONE = _("text_post_removed", default="A post that stood here was removed.")
ANSWER = _("label_answer", default="Answer")
NEW = _("label_new_post", default="new")
EDITED = _("label_edited", default="changed")
REPLY = _("link_reply", default="Reply")
QUOTE = _("link_quote", default="Quote")
EDIT = _("link_edit_post", default="Change")
REPORT = _("link_report_post", default="Report")
MODERATE = _("link_moderate_post", default="Moderate")
MARK_ANSWER = _("button_mark_answer", default="This is the answer")
MORE = _("link_more_replies", default="More replies in this thread")

BADGE = ' <span class="badge text-bg-%s">%s</span>'
ACTION = '<li class="list-inline-item"><a href="%s/@@%s=%d%s"%s>%s</a></li>'
FILE = '<li><a href="%s">%s</a></li>'
FORM = (
    '<li class="list-inline-item"><form class="d-inline" action="%s/@@mark-answer" method="post">'
    '%s<input name="post" type="hidden" value="%d" />'
    '<button class="btn btn-sm btn-outline-primary" type="submit">%s</button></form></li>'
)


class Drawing:
    """Draws posts for one reader.

    :param view: the discussion, which says what the reader may do with each post.
    """

    def __init__(self, view):
        self.view = view
        self.base = html(view.base)
        self.language = view.request.get("LANGUAGE") or "en"

    def _said(self, message):
        return html(translated(message, self.language))

    def threads(self, threads) -> str:
        """Draw threads.

        :param threads: as the view gives them.
        """
        return "".join(map(self._thread, threads))

    def _thread(self, thread):
        first = self._post(thread["first"])
        replies = [self._post(post, "clkss-post-reply") for post in thread["replies"]]
        more = ""
        if thread["more"]:
            link = f'<a href="{html(thread["more"])}">{self._said(MORE)}</a>'
            more = f'<p class="clkss-post-reply">{link}</p>'
        return f"<li>{first}{''.join(replies)}{more}</li>"

    def _post(self, post, style=""):
        classes = ["clkss-post", style, "clkss-post-answer" if post.get("is_answer") else ""]
        inner = f"<p>{self._said(GONE)}</p>" if post["gone"] else self._there(post)
        return (
            f'<article class="{" ".join(filter(None, classes))}" id="post-{post["id"]}">'
            f"{inner}</article>"
        )

    def _there(self, post):
        files = "".join(FILE % (html(file["url"]), html(file["name"])) for file in post["files"])
        if files:
            files = f'<ul class="list-unstyled">{files}</ul>'
        return (
            f'{self._head(post)}<div class="clkss-post-text">{post["html"]}</div>'
            f"{files}"
            f'<ul class="list-inline clkss-post-actions small">{self._actions(post)}</ul>'
        )

    def _head(self, post):
        marks = ""
        if post["about"]:
            address = f"{html(self.view.url)}#part-{post['about']}"
            message = _(
                "label_post_about",
                default="on paragraph ${number}",
                mapping={"number": post["about"]},
            )
            marks += f' <a class="clkss-badge" href="{address}">{self._said(message)}</a>'
        if post["is_answer"]:
            marks += BADGE % ("success", self._said(ANSWER))
        if post["is_new"]:
            marks += BADGE % ("primary", self._said(NEW))
        if post["state"]:
            marks += BADGE % ("warning", self._said(post["state"]))
        author = self._said(post["author"])
        if post["profile"]:
            author = f'<a href="{html(post["profile"])}">{author}</a>'
        return (
            f'<p class="clkss-post-head"><strong dir="auto">{author}</strong>'
            f' <a href="{html(post["url"])}">{html(post["at"])}</a>{marks}{self._edited(post)}</p>'
        )

    def _edited(self, post):
        if not post["edited"]:
            return ""
        text = f"<span>{self._said(EDITED)}</span> <span>{html(post['edited'])}</span>"
        if not post["shows_history"]:
            return f" {text}"
        address = f"{self.base}/@@post-history?post={post['id']}"
        return f' <a class="small" href="{address}">{text}</a>'

    def _actions(self, post):
        drawn = ""
        if post["may_reply"]:
            drawn += self._action(post, "write-post?to", REPLY)
            drawn += self._action(post, "write-post?to", QUOTE, more="&amp;quote=1")
        if post["may_edit"]:
            drawn += self._action(post, "edit-post?post", EDIT)
        if post["may_report"]:
            drawn += self._action(post, "report-post?post", REPORT, kind=' rel="nofollow"')
        if self.view.moderates:
            drawn += self._action(post, "moderate-post?post", MODERATE)
        if post["may_answer"]:
            token = self.view.token_field()
            drawn += FORM % (self.base, token, post["id"], self._said(MARK_ANSWER))
        return drawn

    def _action(self, post, path, title, more="", kind=""):
        return ACTION % (self.base, path, post["id"], more, kind, self._said(title))
