"""Discussion in words."""

from clkss.content import _
from clkss.content.community.discussion import rules


PROBLEMS = {
    rules.EMPTY: _("post_empty", default="Write something first."),
    rules.TOO_LONG: _("post_too_long", default="A post has at most 20,000 characters."),
    rules.TOO_MANY_WORDS: _(
        "post_too_many_words", default="Until people know you, a post has at most 300 words."
    ),
    rules.TOO_MANY_LINKS: _(
        "post_too_many_links",
        default="There are too many links in the post. Until people know you, one is the most.",
    ),
    rules.TOO_FAST: _(
        "post_too_fast", default="You wrote much in a short time. Wait ten minutes, then go on."
    ),
    rules.BANNED: _(
        "post_banned", default="You cannot write in discussions for some time. You can read them."
    ),
    rules.NO_REASON: _("post_no_reason", default="Say why."),
    rules.NOT_A_DAY: _(
        "post_not_a_day", default="Choose the last day of the ban, within a year from today."
    ),
}

CLOSED = _("post_closed", default="This discussion takes no posts now.")
NO_TITLE = _("topic_no_title", default="Give the topic a title.")
NOT_YOURS = _("post_not_yours", default="This post cannot be changed by you.")
GONE = _("post_gone", default="This post is not there any more.")
TOO_MANY_FILES = _("post_too_many_files", default="A post has at most five files.")

STATES = {
    rules.PUBLISHED: _("post_published", default="published"),
    rules.PENDING: _("post_pending", default="waits for a moderator"),
    rules.HIDDEN: _("post_hidden", default="hidden by a moderator"),
    rules.REMOVED: _("post_removed", default="removed by a moderator"),
}

MOVES = {
    rules.APPROVE: _("post_approve", default="Publish"),
    rules.HIDE: _("post_hide", default="Hide"),
    rules.RESTORE: _("post_restore", default="Show again"),
    rules.REMOVE: _("post_remove", default="Remove for good"),
}

SOMEBODY = _("author_somebody", default="A member")
FORMER = _("author_former", default="Former member")

SENT = _("post_sent", default="Your post is published.")
WAITS = _(
    "post_waits",
    default="Thank you. A moderator reads your first posts before others do; yours will show then.",
)
CHANGED = _("post_changed", default="Your post was changed.")
