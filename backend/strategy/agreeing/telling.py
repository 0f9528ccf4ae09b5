"""Letters to those who are invited: that there is a time, another one, or none any more."""

from backend.strategy.agreeing.invitees import invitations_of, told_of_invitations
from backend.strategy.following import follow
from backend.strategy.mailing import ask
from sync.kinds import Desk
from sync.messages import Change, Record


def tell_invited(change: Change, request: Record, desk: Desk) -> None:
    """An invitation to each who has an address and was not told of this time yet (N-28, W-20)."""
    sequence = request.fields["calendar"]["sequence"]
    for one in list(invitations_of(request.fields, desk)):
        if one.fields["sequence"] != sequence and one.fields["email"]:
            write_to(change, request, one, desk)
    follow(request, desk, **told_of_invitations(request, request.fields["invitations"], desk))


def write_to(change: Change, request: Record, invitation: Record, desk: Desk) -> None:
    """To one of them: when it is, and what they are asked for before it."""
    ask(change, request, desk, "invitation", invitation.id, "request")
    asked = {"sequence": request.fields["calendar"]["sequence"]}
    if invitation.fields["information"] == "none":
        asked["information"] = "asked"
    desk.write(invitation.next(fields={**invitation.fields, **asked}))


def tell_it_is_off(change: Change, request: Record, desk: Desk) -> None:
    """To everybody who was sent a time."""
    for one in invitations_of(request.fields, desk):
        if one.fields["sequence"] is not None:
            ask(change, request, desk, "invitation", one.id, "cancel")


def tell_not_needed(change: Change, request: Record, invitation: Record, desk: Desk) -> None:
    """To one who is no longer invited."""
    if invitation.fields["sequence"] is not None:
        ask(change, request, desk, "invitation", invitation.id, "cancel")
