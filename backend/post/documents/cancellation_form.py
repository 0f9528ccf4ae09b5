"""Why a discussion is not wanted any more, and who agreed: for police records (T-14, T-15)."""

from backend.areas.profile import Profile
from backend.post.documents.pdf import Form, Line, Section
from backend.post.documents.request_form import (
    NOT_GIVEN,
    Find,
    Rows,
    moment_in_words,
    person_of,
)
from sync.messages import Fields, Record


def cancellation_form(profile: Profile, request: Record, find: Find) -> Form:
    """The document that goes with the mail."""
    fields = request.fields
    ref, asked = str(fields["ref"]), fields.get("cancellation") or {}
    settled = fields["status"] == "cancelled"
    stands = "CANCELLED" if settled else "NOT CANCELLED YET: agreement is asked for"
    return Form(
        name=f"strategy-cancellation-{ref}",
        title=f"Cancellation of strategy discussion {ref}",
        footer=f"{ref}, version {request.version}. Confidential: child protection.",
        lead=(Line(stands, strong=True), Line(f"{profile.name}. To: {profile.police_unit}.")),
        sections=(
            Section("Why", tuple(_why(asked, find))),
            Section("Who agrees", tuple(_agreements(asked))),
        ),
    )


def _why(asked: Fields, find: Find) -> Rows:
    yield "Why it is no longer required", asked.get("reason") or NOT_GIVEN
    yield "Asked by", person_of(asked.get("asked_by"), find).get("name") or NOT_GIVEN
    yield "At", moment_in_words(asked.get("asked_at"))


def _agreements(asked: Fields) -> Rows:
    for party, one in (asked.get("agreements") or {}).items():
        said = "Agrees" if one.get("agreed") else "Does not agree"
        who = f", {one['name']}" if one.get("name") else ""
        yield party.replace("_", " ").capitalize(), f"{said}{who}, {moment_in_words(one.get('at'))}"
