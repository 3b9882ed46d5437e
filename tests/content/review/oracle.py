"""Who may do what with a practice of the barangay Danao, said in Python from the sentences of
docs/reference/workflows/knowledge.md, without looking at the workflow, the roles or the rules."""

AUTHOR = "barangay.contributor"

# The national committee is everybody's: its people are of both lines.
LADDER = {
    "barangay_review": {"barangay.secretary"},
    "municipal_review": {"municipal.secretary"},
    "provincial_review": {"provincial.secretary"},
    "regional_review": {"regional.secretary"},
    "national_review": {"national.secretary", "other.national.secretary"},
}
EDITORS = {"national.editor", "other.national.editor"}
SECRETARIES = set().union(*LADDER.values())
REVIEWS = tuple(LADDER)


def reviewers(state):
    """Name those whose turn it is."""
    return LADDER.get(state, set()) | (EDITORS if state == "national_review" else set())


def sees(person, state):
    """Say who sees a practice."""
    if state == "published" or person in ("admin", AUTHOR):
        return True
    if state == "draft":
        return person == "barangay.secretary"
    if state == "retired":
        return person in SECRETARIES | EDITORS
    return person in SECRETARIES | reviewers(state)


def edits(person, state):
    """Say who changes a practice, and adds files."""
    if person == "admin":
        return True
    if state == "draft":
        return person == AUTHOR
    if state == "published":
        return person in EDITORS
    return person in reviewers(state)


def scores(person, state):
    """Say who scores the criteria."""
    return person == "admin" or (person in (EDITORS if state == "published" else reviewers(state)))


def deletes(person, state):
    """Say who deletes a practice."""
    return person == "admin" or (state == "draft" and person == AUTHOR)


def delegates(person, state):
    """Say who gives roles away."""
    return person == "admin"


def acts(person, state, action):
    """Say who takes an action, with all committees staffed and the region publishing."""
    admin = person == "admin"
    match action:
        case "submit":
            return state == "draft" and (admin or person == AUTHOR)
        case "retract":
            return state in REVIEWS and (admin or person == AUTHOR)
        case "endorse":
            return state in REVIEWS[:-1] and (admin or person in reviewers(state))
        case "return":
            return state in REVIEWS and (admin or person in reviewers(state))
        case "publish":
            return state in REVIEWS[-2:] and (admin or person in reviewers(state))
        case "retire":
            return state == "published" and (admin or person in EDITORS)
        case "reopen":
            return state == "retired" and (admin or person in EDITORS)
        case "take_over":
            return False
    raise ValueError(action)


def acts_with_one_check(person, state, action):
    """Say who takes an action with an item of which one check is enough."""
    if action == "endorse":
        return False
    if action == "publish":
        return state in REVIEWS and (person == "admin" or person in reviewers(state))
    return acts(person, state, action)


def tells(person, state):
    """Say who adds, changes and takes away the updates of a programme."""
    if state == "published":
        return person in {AUTHOR, "admin"} | SECRETARIES | EDITORS
    return edits(person, state)


def corrects(person, state):
    """Say who corrects a contact at once."""
    return person == "admin" or (
        state == "published" and person in {AUTHOR} | SECRETARIES | EDITORS
    )


def takes_over(person, state):
    """Say who takes over when the committee whose turn it is has no secretary."""
    if state not in REVIEWS[:-1]:
        return False
    above = REVIEWS[REVIEWS.index(state) + 1 :]
    return person == "admin" or any(person in LADDER[level] for level in above)
