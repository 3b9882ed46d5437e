"""Use in words."""

from clkss.content import _


DAYS = 365
"""Days of which the numbers are told."""


def sentence(total):
    """Say how an item was used within a year.

    :param total: a :class:`clkss.content.care.use.store.Total`.
    """
    numbers = {"read": total.read, "taken": total.taken, "regions": total.regions}
    if not total.read and not total.taken:
        return _("use_none", default="Nobody has read it within a year.")
    if total.regions == 0:
        return _(
            "use_nowhere",
            default="Read ${read} times within a year; files taken ${taken} times.",
            mapping=numbers,
        )
    if total.regions == 1:
        return _(
            "use_one_region",
            default="Read ${read} times in 1 region within a year; files taken ${taken} times.",
            mapping=numbers,
        )
    return _(
        "use_regions",
        default="Read ${read} times in ${regions} regions within a year; files taken ${taken} "
        "times.",
        mapping=numbers,
    )
