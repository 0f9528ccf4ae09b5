"""The words of an area's arrangements that rules look up. Any other word would be a silent nothing.

Posts outside the app stay open to a new area: besides those listed here it names its own duty roles
and contacts. All else is what the product has a rule for.
"""

from backend.people.author import Role

PEOPLE = frozenset(set(Role) - {Role.SERVER, Role.ADMINISTRATOR})
"""Roles that somebody of the app holds and works with families or requests in."""
POSTS = frozenset(
    {
        "assessment_practice_manager", "cover_manager", "delegated_officer", "detective_sergeant",
        "ds_or_grade_d", "grade_d", "head_of_service_first_response_and_targeted_services",
        "police", "police_nominated_person", "police_vpu", "practice_manager",
        "referral_unit_screener", "referral_unit_screener_then_duty_ds",
        "safeguarding_partners_local_dispute_resolution", "secretary_of_state", "sergeant",
        "session_slot", "tso",
    }
)  # fmt: skip
"""Posts and places outside the app that documents name."""

DONE_IN_THE_APP = frozenset(
    {
        "agree_time", "alert_call", "authorise", "book", "chair", "choose_format",
        "confirm_by_phone", "confirm_slot", "decide", "escalation_caller", "facilitate",
        "flag_longer_slot", "forward_to_police", "ooh_call", "quality_assure", "raise",
        "record_live", "responsible_manager", "return_form", "share_minutes",
        "share_minutes_standard", "share_minutes_urgent", "urgent_call",
    }
)  # fmt: skip
"""What somebody of the app does: each is given to at least one role that people hold."""
DONE_ELSEWHERE = frozenset({"immediate_action_decision", "police_rank", "screener"})
"""Who is meant in the documents, outside the app."""
ALWAYS_GIVEN = ("raise", "authorise", "confirm_slot")

BY_TELEPHONE = "time_agreed_by_phone"
IN_SLOTS = "session_slots"
BY_BUSINESS_SUPPORT = "booked_by_business_support"
MODES = (BY_TELEPHONE, IN_SLOTS, BY_BUSINESS_SUPPORT)
"""How a time is found."""
GIVEN_BY_MODE = {BY_TELEPHONE: "agree_time", IN_SLOTS: "book", BY_BUSINESS_SUPPORT: "book"}
FORMATS = ("face_to_face", "telephone_conference")

PARTIES = frozenset(
    {
        "csc", "education", "health", "housing", "legal", "nursery", "other_relevant", "police",
        "probation", "referrer", "referring_agency", "residential_or_fostering_service", "school",
        "school_or_nursery", "social_work_manager", "social_worker", "team_manager",
        "youth_justice",
    }
)  # fmt: skip
"""Who takes part in a discussion."""
MUST_AGREE = frozenset({"csc_team_manager", "health", "police"})
"""Whose agreement to a cancellation the app can ask for."""
EVENTS = frozenset(
    {
        "disagreement", "in_extremis", "manager_cannot_be_located", "manager_not_available",
        "manager_not_logged_in", "manager_unreachable", "not_confirmed_in_time",
        "not_settled_by_head_of_service", "not_settled_by_manager", "police_cannot_reach_manager",
    }
)  # fmt: skip
"""What may be reported, and opens a rung of the ladder."""
DISPUTES = frozenset(
    {
        "disagreement", "in_extremis", "not_settled_by_head_of_service", "not_settled_by_manager",
    }
)  # fmt: skip
"""Of these, what is no call that nobody answers: people do not agree."""

OF_A_ROUTE = frozenset({"urgent", "crime"})
"""Facts by which a request is routed."""
OF_A_QUORUM = frozenset({"looked_after"})
"""Facts that want somebody besides."""
OF_A_GATE = frozenset({"enquiry_type", "place"})
"""Facts that a gate depends on."""
