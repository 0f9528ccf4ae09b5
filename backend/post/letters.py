"""What mails say. A reference, how urgent it is, and the manager's name and number: no child.

(Promise 4: nothing of anybody in a subject, a file name or the text; it is in the document.)
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from email.utils import parseaddr

from backend import clock
from backend.areas.naming import subject
from backend.areas.profile import Profile
from backend.config import Config, current_config
from backend.post.documents.cancellation_form import cancellation_form
from backend.post.documents.pdf import documents_of
from backend.post.documents.request_form import Find, person_of, request_form
from backend.post.message import LINK
from backend.strategy.agreeing.letters import letter_of
from backend.strategy.mailing import Document, Letter
from sync.messages import Fields, Record

NEW = "This is a new strategy discussion request."
SETTLED = "This strategy discussion is CANCELLED."
ASKED = "Social care ask to cancel this. It is NOT cancelled yet: carry on until it is."


ANSWER = (
    "Please answer by this link. It needs no account, works once, and shows the reference and the "
    "manager's name and numbers:",
    LINK,
    "",
)


def without_link(letter: Letter) -> Letter:
    """Of an installation that does not know its own address: it has no link to offer."""
    return replace(letter, text=letter.text.replace("\n".join(ANSWER) + "\n", ""))


def letter_for(profile: Profile, request: Record, dispatch: Record, find: Find) -> Letter:
    """The mail that this dispatch asks for, from the request as it stands."""
    return LETTERS[dispatch.fields["purpose"]](profile, request, dispatch, find)


def _to_police(profile: Profile, request: Record, dispatch: Record, find: Find) -> Letter:
    lines = [
        *_head(request.fields, find),
        "The form is attached.",
        "",
        *ANSWER,
        "Nobody here knows that you have read this until you answer or ring.",
    ]
    return Letter(_subject(profile, request), _text(lines), _form(profile, request, find))


def _to_business_support(profile: Profile, request: Record, dispatch: Record, find: Find) -> Letter:
    lines = [
        *_head(request.fields, find),
        "The form is attached. It has been authorised.",
        "The police have NOT been told by this mail: forward the request to them in Doorstep.",
    ]
    return Letter(_subject(profile, request), _text(lines), _form(profile, request, find))


def _of_cancellation(profile: Profile, request: Record, dispatch: Record, find: Find) -> Letter:
    """Asked for, or settled; why stands in the document, not in the text (T-13, T-14)."""
    fields = request.fields
    settled = fields["status"] == "cancelled"
    lines = [f"Request: {fields['ref']}", SETTLED if settled else ASKED, "Why is in the document."]
    begins = "Cancelled" if settled else "Cancellation asked for"
    return Letter(
        f"{begins}: {_subject(profile, request)}",
        _text(lines),
        documents_of(cancellation_form(profile, request, find)),
    )


def _invitation(profile: Profile, request: Record, dispatch: Record, find: Find) -> Letter:
    """As the calendar's chapter writes it (W-20, W-22, N-28)."""
    invited = find(dispatch.fields["to_key"])
    assert invited is not None
    about, organizer = dispatch.fields["about"], sender_of(current_config())
    return letter_of(request.fields, invited.fields, about, organizer, LINK, written_at=clock.now())


def sender_of(config: Config) -> str:
    """Whom answers in a calendar go to."""
    return parseaddr(config.smtp.sender)[1] if config.smtp else "doorstep@doorstep.example"


def _head(fields: Fields, find: Find) -> Iterator[str]:
    manager = person_of(fields.get("manager_id"), find)
    yield NEW
    yield f"Request: {fields['ref']}"
    yield "URGENT" if fields["urgent"] else "Not urgent"
    yield f"Responsible manager: {manager.get('name') or 'see the form'}"
    yield f"Number for the next hour: {fields['reachable_number']}"
    yield ""


def _subject(profile: Profile, request: Record) -> str:
    return subject(profile, request.fields["ref"], urgent=request.fields["urgent"])


def _form(profile: Profile, request: Record, find: Find) -> tuple[Document, ...]:
    return documents_of(request_form(profile, request, find))


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


Write = Callable[[Profile, Record, Record, Find], Letter]
LETTERS: Mapping[str, Write] = {
    "police": _to_police,
    "business_support": _to_business_support,
    "cancellation": _of_cancellation,
    "invitation": _invitation,
}
"""By purpose."""
