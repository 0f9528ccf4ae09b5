"""The facts that clocks start from, stop at and depend on: every one that the product knows.

What an area's file or a proposed change names besides is refused: nothing would ever record it,
and the deadline would silently never come.
"""

TOLD = ("incident_at", "cin_plan_decision_at", "action_at", "discharge_planned_at")
"""Moments that whoever raised it may have said."""
ANSWERS = ("forensic_evidence_needed", "immediate_protection")
"""Yes or no, as whoever raised it may have said; None while nobody has."""
RECORDED = (
    *("referral_at", "server_received_at", "sent_at", "police_contacted_at"),
    *("police_answered_at", "child_seen_at"),
)
"""Moments that the request itself records."""
OF_THE_DISCUSSION = (
    *("strategy_at", "telephone_strategy_at", "meeting_ended_at", "s47_agreed_at"),
    *("placement_needed_at", "placement_started_at", "settled_at"),
)
"""Moments of the discussion, and of what is decided in it."""
DAYS = ("transfer_date",)
"""Days without a time."""

MOMENTS = frozenset({*TOLD, *RECORDED, *OF_THE_DISCUSSION})
DATES = MOMENTS | frozenset(DAYS)
ASKED = frozenset({*TOLD, *ANSWERS, "who_was_consulted"})
"""What an urgent category may ask of whoever raises it."""
