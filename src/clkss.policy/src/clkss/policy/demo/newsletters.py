"""The demo's issues of the newsletter: invented, about what the other sheets hold."""

from typing import NamedTuple


class Issue(NamedTuple):
    """An issue.

    :param month: year and month.
    :param entries: triples of a kind of sheet, a code in it and the editor's line.
    :param days: how many days ago it was sent; ``None`` for a draft.
    """

    month: str
    title: str
    introduction: str
    introduction_tl: str
    entries: tuple
    days: int | None = None


ISSUES = (
    Issue(
        month="2026-10",
        title="What is new: October 2026",
        introduction=(
            "Invented example. This month the editors looked at schooling: what the law says about "
            "working hours, who helps with the costs, and what became of one boy.\n\n"
            "If your committee has tried something that worked, write it down for the others."
        ),
        introduction_tl=(
            "Imbentong halimbawa. Ngayong buwan, tiningnan ng mga patnugot ang pag-aaral: ano ang "
            "sinasabi ng batas tungkol sa oras ng trabaho, sino ang tumutulong sa gastusin, at ano "
            "ang nangyari sa isang batang lalaki.\n\n"
            "Kung may nasubukan ang inyong komite na naging mabisa, isulat ito para sa iba."
        ),
        entries=(
            (
                "resources",
                "ph-ra-9231",
                "Start here: which work is never allowed, and how many hours a child may work.",
            ),
            ("programmes", "ph-prog-angel-tree", ""),
            (
                "case-studies",
                "demo-case-night-classes",
                "Invented, and short enough to read aloud.",
            ),
            ("news", "ph-news-psa-2023", "The numbers, and what they do not say."),
        ),
        days=33,
    ),
    Issue(
        month="2026-11",
        title="What is new: November 2026",
        introduction=(
            "Invented example, still a draft. What other countries learned from each other, and "
            "the campaign for barangays without child labour."
        ),
        introduction_tl="",
        entries=(
            ("practices", "ilo-2010-03", "Teachers and unions together."),
            ("programmes", "ph-prog-clfb", ""),
        ),
    ),
)
