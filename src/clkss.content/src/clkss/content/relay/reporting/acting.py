"""What may be done with a report, by whom, and what follows."""

from Acquisition import aq_base
from clkss.content import _
from clkss.content import audit
from clkss.content.committees import clearances
from clkss.content.committees import rules as committees
from clkss.content.committees import steps
from clkss.content.committees.access import chain
from clkss.content.conflicts import current
from clkss.content.exceptions import Refused
from clkss.content.relay.reporting import holding
from clkss.content.relay.reporting import rules
from clkss.content.relay.reporting import store
from clkss.content.relay.reporting import telling
from clkss.content.relay.reporting.content import FILING
from clkss.content.relay.reporting.content import REPORT
from clkss.content.relay.reporting.places import standing
from clkss.content.relay.reporting.states import state_of
from plone.dexterity.utils import createContent


PROBLEMS = {
    rules.NOT_NOW: _(
        "report_not_now",
        default="This is not possible any more: somebody else did something with this report.",
    ),
    rules.LOCKED: _(
        "report_locked",
        default="A committee above has signed its report, and yours is part of it. It has to open "
        "its report again first.",
    ),
    rules.NO_REASON: _("report_no_reason", default="Say why."),
    rules.REASON_TOO_LONG: _("report_reason_too_long", default="Write at most 1,000 characters."),
    rules.INCOMPLETE: _(
        "report_incomplete",
        default="Answer the questions that must be answered, or say that there is nothing to "
        "report.",
    ),
    rules.WAITING: _(
        "report_waiting",
        default="Reports from below are missing, and the days of grace are not over.",
    ),
}

BEGUN = _(
    "report_is_begun",
    default="Answers or files are stored already. Sign in, open the report and submit it, or empty "
    "it first.",
)

NOT_YOURS = _("report_not_yours", default="You do not serve there in this function now.")


def held_by(user_id):
    """List the clearances of a person; none of a visitor.

    :param user_id: the account, or None.
    """
    return clearances.clearances(user_id) if user_id else []


def files_for(held):
    """Name the committees for which a person files reports.

    :param held: the person's clearances.
    """
    return list(
        dict.fromkeys(
            each.committee
            for each in held
            if each.function in FILING and standing(each.committee) is not None
        )
    )


def judges_for(held):
    """Name the committees of which a person is the secretary.

    :param held: the person's clearances.
    """
    return list(
        dict.fromkeys(
            each.committee
            for each in held
            if each.function == committees.SECRETARY and standing(each.committee) is not None
        )
    )


def above(key):
    """Name the committees above one, the nearest first.

    :param key: key of the committee.
    """
    return [link.key for link in chain(key)[1:]]


def is_own(held, key):
    """Say whether a person files the report of a committee.

    :param held: the person's clearances.
    :param key: key of the committee.
    """
    return key in files_for(held)


def is_above(held, key):
    """Say whether a person is the secretary of a committee above one.

    :param held: the person's clearances.
    :param key: key of the committee.
    """
    return not set(judges_for(held)).isdisjoint(above(key))


def looks_after(held, key):
    """Say whether a person sees how the committees below one report.

    Secretaries and monitors see that of their committees and of all below.

    :param held: the person's clearances.
    :param key: key of the committee.
    """
    return not set(files_for(held)).isdisjoint([key, *above(key)])


def is_locked(period, key):
    """Say whether a report above that of a committee is signed.

    :param period: the period.
    :param key: key of the committee.
    """
    found = (period.get(each) for each in above(key))
    return any(state_of(report) == rules.SIGNED for report in found if report is not None)


def hold(period, key):
    """Tie the running transaction to the reports above that of a committee.

    If somebody signs one of them before this transaction commits, or opens it, this one fails, is
    tried again and then sees the change.

    :param period: the period.
    :param key: key of the committee.
    """
    for report in (period.get(each) for each in above(key)):
        if report is not None:
            current.hold(aq_base(report))


def is_complete(report):
    """Say whether a report can be submitted.

    :param report: the report.
    """
    if report.is_nil:
        return True
    _answers, wrong = rules.read_answers(report.__parent__.questions, report.answers)
    return not wrong


def is_ready(period, key):
    """Say whether a committee can sign: all below is in, or the days of grace are over.

    :param period: the period.
    :param key: key of the committee.
    """
    found, _states = store.coverage(store.asked(period), key)
    return rules.may_sign(found.total, found.missing, clearances.today(), period.grace_ends)


def against(report, step, reason=""):
    """Name in words everything that speaks against a step.

    :param report: the report.
    :param step: one of :data:`.rules.STEPS`.
    :param reason: why it is taken.
    """
    period = report.__parent__
    found = rules.problems(
        step,
        state_of(report),
        reason,
        is_locked(period, report.committee),
        step != rules.SUBMIT or is_complete(report),
        step != rules.SIGN or is_ready(period, report.committee),
    )
    return [PROBLEMS[problem] for problem in found]


def ways(report, held):
    """Name the steps that a person may take.

    :param report: the report.
    :param held: the person's clearances.
    """
    key = report.committee
    locked = is_locked(report.__parent__, key)
    return rules.ways(state_of(report), is_own(held, key), is_above(held, key), locked)


def ensure(period, key):
    """Give the report of a committee; make it where there is none.

    :param period: the period.
    :param key: key of the committee.
    :raises Refused: when the committee does not report for this period.
    """
    report = period.get(key)
    if report is not None:
        return report
    place = standing(key)
    if place is None or place.level not in period.levels:
        raise Refused([_("report_not_asked", default="This committee is not asked to report.")])
    period._setObject(key, createContent(REPORT, id=key))
    return period[key]


def act(report, step, reason=""):
    """Take a step.

    :param report: the report.
    :param step: one of :data:`.rules.STEPS`.
    :param reason: why.
    :raises Refused: with every reason against it.
    """
    steps.take(report, step, against(report, step, reason), NOT_YOURS, reason.strip())


def _refuse(period, key, step, reason=""):
    """Refuse a step before anything is made or written for it."""
    hold(period, key)
    report = period.get(key)
    state = rules.DRAFT if report is None else state_of(report)
    found = rules.problems(step, state, reason, is_locked(period, key), True, True)
    if found:
        raise Refused([PROBLEMS[problem] for problem in found])
    # One that was made and signed since this transaction began is not seen by it.
    holding.open_above(period.getId(), above(key))


def is_begun(period, key):
    """Say whether answers or files of a committee are stored, which must not be lost.

    :param period: the period.
    :param key: key of the committee.
    """
    report = period.get(key)
    return report is not None and bool(any(report.answers or ()) or report.objectIds())


def nothing(period, key):
    """File that there is nothing to report.

    :param period: the period.
    :param key: key of the committee.
    :raises Refused: when this is not possible.
    """
    _refuse(period, key, rules.SUBMIT)
    if is_begun(period, key):
        raise Refused([BEGUN])
    report = ensure(period, key)
    report.is_nil = True
    report.answers = []
    act(report, rules.SUBMIT)


def excuse(period, key, reason):
    """Say that nobody waits for the report of a committee.

    :param period: the period.
    :param key: key of the committee.
    :param reason: why.
    :raises Refused: when this is not possible.
    """
    _refuse(period, key, rules.EXCUSE, reason)
    act(ensure(period, key), rules.EXCUSE, reason)


def write(period, key, answers):
    """Keep the answers of a report that is being written.

    :param period: the period.
    :param key: key of the committee.
    :param answers: texts, one for each question.
    :returns: the report.
    :raises Refused: when it cannot be written now.
    """
    _refuse(period, key, rules.SUBMIT)
    report = ensure(period, key)
    report.is_nil = False
    report.answers = list(answers)
    keep(report)
    return report


def check(report, event):
    """Refuse a step that must not be, whichever way it was asked for.

    :param report: the report.
    :param event: it is about to go through a transition.
    :raises WorkflowException: in words.
    """
    if event.transition is None:
        return
    step = event.transition.getId()
    held = held_by(steps.actor())
    key = report.committee
    if not (
        (step in rules.OWN_STEPS and is_own(held, key))
        or (step in rules.STEPS_ABOVE and is_above(held, key))
    ):
        steps.refuse(report, [NOT_YOURS])
    hold(report.__parent__, key)
    steps.refuse(report, against(report, step, event.kwargs.get("comment", "") or ""))
    holding.open_above(report.__parent__.getId(), above(key))


def passed(report, event):
    """Write down what follows from a step, and tell those whom it concerns.

    :param report: the report.
    :param event: it went through a transition.
    """
    if event.transition is None:
        return
    step = event.transition.getId()
    period = report.__parent__
    comment = (event.kwargs.get("comment", "") or "").strip()
    report.reason = comment if step in rules.WITH_REASON else ""
    if step == rules.SUBMIT:
        report.submitted = clearances.today().isoformat()
    if step == rules.SIGN:
        report.snapshot = snapshot(period, report)
        holding.sums(store.asked(period), report.committee, report.snapshot)
    elif step == rules.REOPEN:
        report.snapshot = None
    keep(report, event.new_state.getId())
    audit.record(f"report.{step}", report, committee=report.committee)
    if step in (rules.RETURN, rules.REOPEN):
        telling.tell_of(report, step, above(report.committee))


def keep(report, state=None):
    """Write the row of a report, with the current transaction.

    :param report: the report.
    :param state: its state, where its history does not say so yet.
    """
    store.keep(row_of(report, state))


def row_of(report, state=None):
    """Give what is kept of a report in the tables.

    :param report: the report.
    :param state: its state, where its history does not say so yet.
    """
    period = report.__parent__
    return store.row(
        period.getId(),
        report.committee,
        state or state_of(report),
        bool(report.is_nil),
        report.submitted or "",
        report.reason or "",
        rules.figures(period.questions, report.answers or ()),
    )


def snapshot(period, report):
    """Say what is signed: the sums, from how many, and who is missing.

    :param period: the period.
    :param report: the report.
    """
    key = report.committee
    kept = store.summed(store.asked(period), key)
    count = len(rules.columns(period.questions))
    return {
        "day": clearances.today().isoformat(),
        **kept,
        "figures": kept["figures"][:count],
    }


def forgotten(report, event):
    """Drop the row of a report, or all of a period, that is removed.

    :param report: the report or the period.
    :param event: it was removed.
    """
    if event.object is not report:
        return
    if report.portal_type == REPORT:
        store.drop_report(event.oldParent.getId(), report.getId())
    else:
        store.drop_period(report.getId())
