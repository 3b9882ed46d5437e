"""Other forms of a word, in English and Filipino: what else to look for when somebody types it.

Forms are proposed from the word alone and then kept only if the site knows them: nothing has to be
indexed twice, and a rule that is too bold finds no word. The rules are few on purpose. In Filipino
they undo the linker (``batang`` is ``bata``), change the aspect of a verb (``nagmimina``,
``pagmimina``), double the first syllable or not, and leave off ``-an`` where a root remains.
"""

from collections.abc import Iterable
from functools import lru_cache
from snowballstemmer import stemmer
from threading import Lock


IRREGULAR = {
    "children": "child",
    "men": "man",
    "women": "woman",
    "people": "person",
    "feet": "foot",
    "teeth": "tooth",
    "lives": "life",
    "wives": "wife",
    "knives": "knife",
}

SPELLINGS = (
    ("isation", "ization"),
    ("programme", "program"),
    ("labour", "labor"),
    ("neighbour", "neighbor"),
    ("behaviour", "behavior"),
    ("harbour", "harbor"),
    ("centre", "center"),
    ("licence", "license"),
    ("defence", "defense"),
    ("enrolment", "enrollment"),
    ("counsellor", "counselor"),
    ("counselling", "counseling"),
    ("siyon", "syon"),
    ("kuw", "kw"),
    ("buw", "bw"),
)
"""Pairs of which either half may stand for the other."""

_SAY_LITTLE = """
    a about above after all also an and any are as at be because been before being below between
    both but by can could did do does down during each for from had has have he her here hers him
    his how i if in into is it its itself just me more most my no nor not now of off on once only or
    other our out over own same she should so some such than that the their them then there these
    they this those through to too under until up very was we were what when where which while who
    whom why will with would you your
    ang ano ay ba bilang dahil din dito doon gamit hanggang hindi iba ilan isang ito iyon ka kami
    kanila kanilang kanya kanyang kapag kay kaya kung lahat lamang lang mag may mayroon mga mula na
    nag namin nang nasa natin ng ni nila nito niya o paano pag pang para pati po rin sa saan sila
    sino siya sya tayo tungkol upang
    """

STOP_WORDS = frozenset(_SAY_LITTLE.split())
"""Words that say little by themselves; they are looked for only where nothing else is."""

VOWELS = "aeiou"

PREFIXES = ("mag", "nag", "pag", "mang", "nang", "pang", "mam", "nam", "pam")
"""Beginnings of verbs; those that differ in the first letter differ in aspect or make a noun."""

INFIX = "um"
"""What stands after the first letter of other verbs: ``tumutulong`` helps, ``tulong`` is help."""

SHORTEST_ROOT = 4
SHORTEST_STEM = 3
LONGEST_ENDING = 7
"""Letters by which a form may be longer than the stem that it shares."""

_english = stemmer("english")
_lock = Lock()


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Give what forms of an English word have in common.

    :param word: a folded word.
    """
    word = IRREGULAR.get(word, word)
    for british, american in SPELLINGS:
        word = word.replace(british, american)
    with _lock:
        return _english.stemWord(word)


@lru_cache(maxsize=16_384)
def key(word: str) -> str:
    """Give a word the form in which names and synonyms are compared.

    :param word: a folded word.
    """
    return stem(unlinked(word))


def unlinked(word: str) -> str:
    """Take the Filipino linker off a word: ``batang`` is ``bata``.

    :param word: a folded word.
    """
    if len(word) >= SHORTEST_ROOT + 2 and word.endswith(("ang", "ong")):
        return word[:-2]
    return word


def beginnings(word: str) -> tuple[str, ...]:
    """Give beginnings that all English forms of a word share, one for each spelling.

    :param word: a folded word.
    """
    found = {}
    for spelled in spellings(word):
        begin = stem(spelled)
        if begin.endswith("i") or len(begin) > SHORTEST_ROOT + 2:
            begin = begin[:-1]
        root = IRREGULAR.get(spelled, spelled)
        while begin and not root.startswith(begin):
            begin = begin[:-1]
        if len(begin) >= SHORTEST_STEM:
            found[begin] = None
    return tuple(found)


def spellings(word: str) -> tuple[str, ...]:
    """Spell a word in the ways that people do, as it is first.

    :param word: a folded word.
    """
    found = {word: None}
    regular = IRREGULAR.get(word)
    if regular:
        found[regular] = None
    for one, other in SPELLINGS:
        for known in tuple(found):
            if one in known:
                found[known.replace(one, other)] = None
            elif other in known:
                found[known.replace(other, one)] = None
    return tuple(found)


def share(word: str, others: Iterable[str]) -> list[str]:
    """Choose the words that are English forms of a word.

    :param word: a folded word.
    :param others: folded words.
    """
    wanted = stem(word)
    longest = len(wanted) + LONGEST_ENDING
    return [other for other in others if len(other) <= longest and stem(other) == wanted]


@lru_cache(maxsize=4_096)
def filipino(word: str) -> tuple[str, ...]:
    """Propose Filipino forms of a word; most of them are words that nobody uses.

    :param word: a folded word.
    """
    found: dict[str, None] = {}
    if len(word) < SHORTEST_ROOT:
        return ()
    roots = [word, unlinked(word)]
    if roots[1] == word and word.endswith("ng") and len(word) > SHORTEST_ROOT:
        roots.append(word[:-1])
    for root in tuple(roots):
        roots += _inside(root)
    if word.startswith(PREFIXES) and len(word) >= SHORTEST_ROOT + 3:
        found.update(dict.fromkeys(first + word[1:] for first in "mnp"))
    for root in dict.fromkeys(roots):
        found[root] = None
        if root[-1] in VOWELS or root[-1] == "n":
            found[root + ("g" if root[-1] == "n" else "ng")] = None
        for prefix in PREFIXES:
            found[prefix + root] = None
            found[prefix + _doubled(root)] = None
        doubled = _doubled(root)
        found[doubled] = None
        if root[0] not in VOWELS:
            found[root[0] + INFIX + root[1:]] = None
            found[root[0] + INFIX + doubled[1:]] = None
        if root[-1] in VOWELS:
            found[root.removesuffix("o") + ("uhan" if root[-1] == "o" else "han")] = None
        else:
            found[root + "an"] = None
    found.pop(word, None)
    return tuple(found)


def _inside(word: str) -> list[str]:
    """Find the roots that a word may have."""
    roots = []
    for prefix in PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= SHORTEST_ROOT:
            roots.append(rest)
            roots += _single(rest)
    roots += _single(word)
    if word[1:3] == INFIX and word[0] not in VOWELS and len(word) >= SHORTEST_ROOT + 3:
        rest = word[0] + word[3:]
        roots += [rest, *_single(rest)]
    if word.endswith("uhan") and len(word) >= SHORTEST_ROOT + 3:
        roots.append(word[:-4] + "o")
    if word.endswith("han") and len(word) >= SHORTEST_ROOT + 3:
        roots.append(word[:-3])
    return [root for root in roots if len(root) >= SHORTEST_ROOT]


def _doubled(root: str) -> str:
    first = 1 if root[0] in VOWELS else 2
    return root[:first] + root if root[first - 1] in VOWELS else root


def _single(word: str) -> list[str]:
    """Undo the doubling of a first syllable."""
    for length in (1, 2):
        syllable = word[:length]
        if syllable[-1:] in VOWELS and word.startswith(syllable * 2):
            return [word[length:]]
    return []
