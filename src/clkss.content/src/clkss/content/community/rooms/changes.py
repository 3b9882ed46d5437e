"""What was changed of room content."""

from zope.container.interfaces import IContainerModifiedEvent


def changed_fields(event, every):
    """Name the fields that were changed.

    REST names the schema with each field. Who says nothing, as Plone's form to rename does, may
    have changed any.

    :param event: room content was changed.
    :param every: names of the fields that matter.
    :returns: names of fields.
    """
    names = {
        name.rpartition(".")[2]
        for description in event.descriptions
        for name in getattr(description, "attributes", ())
    }
    if not names and not IContainerModifiedEvent.providedBy(event):
        return frozenset(every)
    return frozenset(names)
