"""What happens when news or an event is stored."""

from clkss.content.knowledge.subscribers import redrawn
from clkss.content.knowledge.subscribers import said_to_the_sender


def redraw_picture(item, event):
    """Store the leading picture drawn anew: no place and no camera in it.

    :param item: a piece of news.
    :param event: it was added or changed.
    :raises BadRequest: when it is no picture that may be stored.
    """
    picture = getattr(item.aq_base, "image", None)
    if picture is None or getattr(picture, "clkss_redrawn", False):
        return
    with said_to_the_sender():
        item.image = redrawn(picture)
