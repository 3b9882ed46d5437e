"""Content that no search knows of."""


class Uncatalogued:
    """Stays out of the catalog. Stands before the class of Plone that would go into it."""

    def indexObject(self):
        """Stay out of the catalog."""

    def unindexObject(self):
        """Stay out of the catalog."""

    def reindexObject(self, idxs=None):
        """Stay out of the catalog.

        :param idxs: not asked.
        """

    def reindexObjectSecurity(self, skip_self=False):
        """Stay out of the catalog.

        :param skip_self: not asked.
        """
