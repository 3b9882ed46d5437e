"""The page of the jobs."""

from clkss.content import relational
from clkss.content.jobs import store
from clkss.content.jobs.rules import State
from clkss.content.jobs.tables import jobs
from datetime import datetime
from datetime import UTC
from Products.Five.browser import BrowserView
from sqlalchemy import func
from sqlalchemy import select


#: Jobs on the page.
LATEST = 100


class JobsView(BrowserView):
    """The latest jobs and what became of them."""

    def __call__(self):
        """Read the jobs and render the page."""
        wanted = self.request.form.get("state", "")
        self.state = wanted if wanted in set(State) else ""
        query = select(jobs).order_by(jobs.c.added.desc()).limit(LATEST)
        if self.state:
            query = query.where(jobs.c.state == self.state)
        with relational.read() as connection:
            counted = dict(
                connection.execute(select(jobs.c.state, func.count()).group_by(jobs.c.state)).all()
            )
            found = [store.read(row) for row in connection.execute(query)]
        self.states = [{"name": state, "count": counted.get(state, 0)} for state in State]
        self.jobs = [
            {
                "job": job,
                "added": _moment(job.added),
                "ended": _moment(job.ended) if job.ended else "",
            }
            for job in found
        ]
        return self.index()


def _moment(seconds):
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")
