"""What other rooms register to have mail sent."""

from zope.interface import Attribute
from zope.interface import Interface


class ILetter(Interface):
    """What a kind of mail says; a named utility."""

    def compose(site, recipient, language, site_url, **arguments):
        """Write the mail. The recipient is the current user.

        Nothing confidential: titles of what is published, codes, links.

        :param site: the site root.
        :param recipient: a :class:`clkss.content.notices.rules.Recipient`.
        :param language: language of the mail.
        :param site_url: address of the site.
        :param arguments: what ``notices.send`` was given.
        :returns: a :class:`clkss.content.notices.rules.Letter`, or None when there is nothing to
            say any more.
        """

    def stop(recipient_id, **arguments):
        """Let no further mail of this kind be sent to the recipient, with this transaction.

        May write to the relational store only. Called at most once for each mail, by whoever holds
        the link in it.

        :param recipient_id: id of the recipient, without its kind.
        :param arguments: what ``notices.send`` was given.
        """

    can_be_stopped = Attribute("Whether the recipient can stop such mails.")
    what_stops = Attribute("Message id: what the button on the page behind the link stops.")


class IRecipients(Interface):
    """A kind of recipients; a named utility."""

    def find(site, id):
        """Look up to whom a mail goes.

        :param site: the site root.
        :param id: what stands after the colon.
        :returns: a :class:`clkss.content.notices.rules.Recipient`, or None when there is nobody,
            or nobody with a mail address.
        """


class IGathered(Interface):
    """What is gathered for members and told together; a named utility.

    ``rhythm`` is one of :data:`clkss.content.notices.rules.RHYTHMS`.
    """

    path = Attribute("Address below the site of the page on which a member changes what is told.")

    def members(rhythm):
        """Name the members for whom there may be something.

        :returns: iterable of user ids.
        """

    def gather(site, member, rhythm):
        """Take what is new for a member, who is the current user, and note that it is told.

        The note is written with the transaction, through ``relational.queue``.

        :returns: a :class:`clkss.content.notices.rules.Taken`, or None when nothing is new.
        """

    def sections(site, taken, language, site_url):
        """Say what was taken, as the current user may see it now.

        :param taken: the plain value of what :meth:`gather` returned.
        :returns: list of :class:`clkss.content.notices.rules.Section`.
        """

    def stop(member, taken):
        """Let nothing more be told of what was taken from, with this transaction.

        :param taken: the plain value of what :meth:`gather` returned.
        """
