"""What rooms register to have work done."""

from zope.interface import Attribute
from zope.interface import Interface


class IJob(Interface):
    """The handler of a kind of job, registered as a named utility."""

    def __call__(site, job, **arguments):
        """Do the work, in a transaction of its own that the worker commits.

        Do not commit. What it writes, through the ZODB or ``relational.queue``,
        takes effect once, together with the job's end; it may be called again
        after a failure or a crash, so it does nothing outside the transaction
        that could not be done twice.

        :param site: the site root, set as the current site. Nobody is signed in
            but the system: check what the asking person may do (``job.actor``).
        :param job: ``store.Job``; ``job.tell(percent)`` shows progress.
        :param arguments: what ``jobs.add`` was given.
        :returns: a small plain value that is kept with the job, or None.
        """


class IRecurring(Interface):
    """How often a job comes again; a utility registered under the name of its ``IJob``.

    ``clkss.content.jobs.recurring`` has the usual ones. The job is called without arguments.
    """

    every = Attribute("Length of a period in seconds.")
    offset = Attribute("Seconds by which a period begins later than the epoch, in UTC.")
