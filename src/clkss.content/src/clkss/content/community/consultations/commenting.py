"""The comments on a draft: all of them, or those on one paragraph."""

from clkss.content.community.consultations import store
from clkss.content.community.discussion.views import Discussion
from clkss.content.community.discussion.views import number_from
from clkss.content.community.discussion.views import SIZE
from functools import cached_property


class Comments(Discussion):
    """The discussion of a consultation; ``about`` of the address chooses a paragraph."""

    @cached_property
    def part(self):
        """Number of the paragraph that was chosen; 0 for the whole."""
        number = number_from(self.request.form, "about")
        return number if number <= self.discussion.parts else 0

    @cached_property
    def batch(self):
        """Ids of the comments that are shown."""
        if not self.part or self.thread:
            return super().batch
        start = number_from(self.request.form, "from")
        return store.on_part(self.context.UID(), self.part, start, SIZE)

    @cached_property
    def next(self):
        """Id of the first comment that follows; 0 when there is none."""
        if not self.part or self.thread:
            return super().next
        if not self.batch:
            return 0
        more = store.on_part(self.context.UID(), self.part, self.batch[-1] + 1, 1)
        return more[0] if more else 0

    def pages(self):
        """Return the addresses that lead on."""
        if not self.part or self.thread:
            return super().pages()
        found = {"all": f"{self.url}#discussion"}
        if self.next:
            found["next"] = f"{self.url}?about={self.part}&from={self.next}#discussion"
        return found

    def _note_seen(self):
        if not self.part:
            super()._note_seen()
