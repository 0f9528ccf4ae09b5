"""A request of which nothing has happened yet: every field that the server adds to it later."""

from sync.messages import Fields

NULLS = (
    *("authorised_by", "authorised_at", "authorisation", "route", "returned", "withdrawn"),
    *("sent_to_police_at", "sent_to_business_support_at", "dispatch_trouble"),
    *("receipt_confirmed", "police_contact", "police_assigned", "agreed", "health", "booking"),
    *("meeting", "confirmed", "moved_from", "overrun", "cancellation", "merged_into"),
    *("proposed", "session", "booking_trouble", "calendar", "released", "reminded"),
    "redirected",
)
LISTS = (
    *("merged_from", "duplicates", "slots_free", "open_to", "invitations", "still_to_invite"),
    *("awaiting_reply", "awaiting_information", "also_raised"),
)


def nothing_yet() -> Fields:
    """What a request says before anything is done with it."""
    return {
        **dict.fromkeys(NULLS),
        "status": "awaiting_authorisation",
        "self_authorised": False,
        "call_outcomes": {},
        "no_duplicates": {},
        **{name: [] for name in LISTS},
    }
