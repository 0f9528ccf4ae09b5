"""What is written to somebody who is invited: nobody's name, and never how to join.

The letter and its calendar file name the discussion by its reference or the children's own numbers.
"""

from datetime import datetime

from backend.schemas import read_moment
from backend.strategy.agreeing.calendar_mail import (
    Appointment,
    Mailbox,
    calendar_cancel,
    calendar_request,
    open_words,
)
from backend.strategy.agreeing.times import told
from backend.strategy.mailing import Document, Letter
from sync.messages import Fields

ORGANIZER = "Strategy discussions"
INVITED = """\
You are invited to a strategy discussion about the safety of a child: {name}.

When: {when}, for {minutes} minutes
Where: {place}

Answer for your agency here, or in your calendar:
{answer_link}

Before it, please send by secure e-mail all relevant information that your agency holds. If you
cannot, bring it with you, and say so with your answer.

This message names nobody, and neither should an answer to it. How to join is shown only to those
who take part: ask whoever invited you.
"""
OFF = """\
The strategy discussion {name} is not held at this time:

When: {when}

Your calendar is told of it. If another time is found you are invited again.
"""
NOT_SAID = "whoever invited you says where"


def letter_of(
    request: Fields,
    invitation: Fields,
    about: str,
    organizer: str,
    answer_link: str,
    *,
    written_at: datetime,
) -> Letter:
    """An invitation (`about` request) or that it is off (cancel), with its calendar file.

    It says what is so when it is sent: an invitation that waited until the time was given up calls
    it off. `organizer` is the address that answers come to. `request` has the id of its record in
    `invitation["request_id"]`.
    """
    off = about == "cancel" or request["calendar"]["cancelled"]
    what = appointment_of(request, invitation, off=off)
    to = Mailbox(invitation["email"] or "", invitation["agency"].replace("_", " ").capitalize())
    make = calendar_cancel if off else calendar_request
    method = "CANCEL" if off else "REQUEST"
    content = make(what, Mailbox(organizer, ORGANIZER), to, written_at)
    file = Document(f"{request['ref']}.ics", f"text/calendar; method={method}", content)
    words = OFF if off else INVITED
    subject = f"Strategy discussion {request['ref']}{': off' if off else ''}"
    return Letter(subject, words.format(**_said(what), answer_link=answer_link), (file,))


def appointment_of(request: Fields, invitation: Fields, *, off: bool) -> Appointment:
    """What calendars are to be told now; called off for one of them, it counts one on for them."""
    calendar = request["calendar"]
    sequence = calendar["sequence"] + (off and not calendar["cancelled"])
    return Appointment(
        invitation["request_id"],
        sequence,
        read_moment(calendar["starts_at"]),
        read_moment(calendar["ends_at"]),
        calendar["name"],
        open_words(calendar["place"], request),
        confirmed=bool(request.get("confirmed")),
    )


def _said(what: Appointment) -> dict[str, object]:
    return {
        "name": what.name,
        "when": told(what.starts_at.isoformat()),
        "minutes": int((what.ends_at - what.starts_at).total_seconds() // 60),
        "place": what.place or NOT_SAID,
    }
