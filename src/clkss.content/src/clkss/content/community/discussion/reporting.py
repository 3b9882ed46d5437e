"""What readers report: it waits for a moderator, and says nothing to anybody else."""

from clkss.content import _
from clkss.content import audit
from clkss.content import relational
from clkss.content.community.discussion.tables import reports
from clkss.content.jobs.store import id_of
from sqlalchemy import case
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update

import time


KINDS = {
    "identity": _("report_identity", default="It names or shows a child, or private data"),
    "abuse": _("report_abuse", default="It insults or threatens somebody"),
    "spam": _("report_spam", default="It is advertising or does not belong here"),
    "wrong": _("report_wrong", default="It says something dangerous or false"),
    "other": _("report_other", default="Something else"),
}

URGENT = "identity"

MOST = 20
"""Reports of one kind about one post; those that name a child are all kept."""

NO_KIND = _("report_no_kind", default="Choose what is wrong.")
THANKS = _("report_thanks", default="Thank you. A moderator will read the post.")


def report(thing, post, kind, words, who):
    """Tell the moderators of a post, with the current transaction; once for each reader and post.

    What many say of one post already is not kept once more.

    :param thing: what is discussed.
    :param post: id of the post.
    :param kind: one of :data:`KINDS`.
    :param words: what the reader says.
    :param who: the account, or the token of the form; it is not kept.
    """
    uid = thing.UID()
    if kind != URGENT and sum(row.kind == kind for row in about(uid, post)) >= MOST:
        return
    row = {
        "id": id_of("discussion.report", f"{who} {uid} {post}"),
        "thing": uid,
        "post": post,
        "kind": kind,
        "words": words,
        "at": time.time(),
        "settled": False,
    }
    relational.queue(
        lambda connection: connection.execute(
            relational.insert(connection, reports)
            .values(row)
            .on_conflict_do_update(
                index_elements=["id"],
                set_={name: row[name] for name in ("kind", "words", "at", "settled")},
            )
        )
    )
    audit.record("post.reported", thing, post=str(post), kind=kind)


def reported():
    """Name all that is discussed and has reports that are not settled.

    :returns: UIDs.
    """
    query = select(reports.c.thing).where(~reports.c.settled).distinct()
    with relational.read() as connection:
        return list(connection.execute(query).scalars())


def waiting(things, most):
    """Read what is said of posts and not settled, of a named child first, then the oldest.

    However many say the same of one post, it is one row.

    :param things: UIDs of what is discussed.
    :param most: the most rows.
    """
    if not things:
        return []
    urgent = func.max(case((reports.c.kind == URGENT, 1), else_=0))
    query = (
        select(reports.c.thing, reports.c.post, reports.c.kind)
        .where(~reports.c.settled, reports.c.thing.in_(sorted(things)))
        .group_by(reports.c.thing, reports.c.post, reports.c.kind)
        .order_by(urgent.desc(), func.min(reports.c.at))
        .limit(most)
    )
    with relational.read() as connection:
        return connection.execute(query).all()


def about(thing, post):
    """Read the reports of a post that are not settled.

    :param thing: UID of what is discussed.
    :param post: id of the post.
    """
    mine = (reports.c.thing == thing) & (reports.c.post == post) & ~reports.c.settled
    with relational.read() as connection:
        return connection.execute(select(reports).where(mine).order_by(reports.c.at)).all()


def settle(thing, post):
    """Settle the reports of a post with the current transaction; their words go.

    :param thing: UID of what is discussed.
    :param post: id of the post.
    """
    mine = (reports.c.thing == thing) & (reports.c.post == post) & ~reports.c.settled
    changed = update(reports).where(mine).values(settled=True, words="")
    relational.queue(lambda connection: connection.execute(changed))
