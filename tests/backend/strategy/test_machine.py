"""No sequence of changes by any roles brings a request where it may not be (analysis 3.2, 3.4).

Random people make random changes of the requests of one family, through the engine, in each area.
After each, what may never be is looked for; and each refusal has a code, and words.
"""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from backend.areas.profiles import profiles
from backend.strategy import states
from backend.strategy.authorising.unconfirmed import overdue_change
from backend.strategy.known import is_known_outside
from sync.messages import Outcome
from tests.backend.council import new_id
from tests.backend.strategy.moves import MOVES, NEXT, Town

PEOPLE = sorted(Town("wirral").people)
USUALLY = st.one_of(st.none(), st.none(), st.sampled_from(PEOPLE))
ROLLS = st.integers(0, 20)
BESIDE = {"add_police_note", "invite", "edit_invitation", "remove_invitation",
          "reply_to_invitation", "note_information"}  # fmt: skip
"""Of records beside a request: they have tests of their own, and move no request."""


def test_every_kind_that_moves_a_request_is_tried_here():
    assert MOVES.keys() | BESIDE == states.STEPS.keys()


class Machine(RuleBasedStateMachine):
    """Two or three requests of one family."""

    area = "wirral"

    @initialize(roll=ROLLS)
    def begin(self, roll: int) -> None:
        self.town = Town(self.area)
        self.do("raise_request", None, roll, new=True)

    @rule(kind=st.sampled_from(sorted(MOVES)), who=USUALLY, roll=ROLLS)
    def somebody_does(self, kind: str, who: str | None, roll: int) -> None:
        self.do(kind, who, roll, new=kind == "raise_request" and len(self.town.requests) < 3)

    @rule(minutes=st.sampled_from([1, 20, 70, 60 * 30]))
    def time_passes(self, minutes: int) -> None:
        self.town.council.later(minutes=minutes)

    @rule(outcome=st.sampled_from(["attempted", "no_answer", "spoke"]), roll=ROLLS)
    def somebody_rings_the_police(self, outcome: str, roll: int) -> None:
        self.town.family.call(self.which(roll), outcome=outcome)

    @rule(roll=ROLLS, later=st.integers(0, 3))
    def the_next_step_is_taken(self, roll: int, later: int) -> None:
        """What the request says that it waits for, mostly by whom it should be."""
        request_id = self.which(roll)
        waits = [one["what"] for one in self.town.council.fields(request_id)["waiting_for"]]
        wanted = [NEXT[what] for what in waits if what in NEXT]
        if wanted:
            kind = wanted[later % len(wanted)]
            self.do(kind, None, roll, request_id=request_id)

    @rule(roll=ROLLS)
    def the_mail_goes(self, roll: int) -> None:
        self.do("note_dispatch", None, 0, request_id=self.which(roll))

    def which(self, roll: int) -> str:
        return self.town.requests[roll % len(self.town.requests)]

    def do(
        self, kind: str, who: str | None, roll: int, *, new: bool = False,
        request_id: str | None = None,
    ) -> None:  # fmt: skip
        town, (usual, fields_of) = self.town, MOVES[kind]
        request_id = request_id or (new_id() if new else self.which(roll))
        before = {one: town.council.fields(one)["status"] for one in town.requests}
        outcome = self.offer(kind, who or usual, request_id, fields_of(town, request_id, roll))
        assert outcome.status in ("accepted", "merged", "conflict", "refused"), (kind, outcome)
        if outcome.status == "refused":
            assert outcome.reason
            assert outcome.reason.code
            assert outcome.reason.message.endswith("."), outcome.reason
        elif new:
            town.requests.append(request_id)
        self.check_moves(kind, request_id, before, taken=outcome.status != "refused")

    def offer(self, kind: str, who: str, request_id: str, fields: dict[str, Any]) -> Outcome:
        town, by = self.town, self.town.people[who]
        given = (town.council.fields(request_id) if request_id in town.requests else {}) or {}
        if kind == "note_not_confirmed" and (given.get("authorisation") or {}).get("confirm_by"):
            change = overdue_change(town.council.record(request_id), town.council.now)
            return town.council.offer(by, change)
        feed = f"discussion:{request_id}"
        return town.family.post(kind, request_id, fields, by=by, feed=feed)

    def check_moves(
        self, kind: str, request_id: str, before: dict[str, str], *, taken: bool
    ) -> None:
        """Only where the machine leads; no other request is moved, and none at all by a refusal."""
        for one, status in before.items():
            after = self.town.council.fields(one)["status"]
            if taken and one == request_id:
                assert states.may_lead(kind, status, after), (kind, status, after)
            else:
                assert status == after, (kind, one == request_id)

    @invariant()
    def nothing_is_so_that_may_not_be(self) -> None:
        for request_id in getattr(self, "town", None) and self.town.requests or ():
            fields = self.town.council.fields(request_id)
            check_police(fields)
            check_authorised(fields)
            check_ended(fields)
            check_waited_for(fields)
            check_clocks(fields)

    @invariant()
    def no_slot_is_given_twice(self) -> None:
        """Invariant 8."""
        taken = []
        for request_id in getattr(self, "town", None) and self.town.requests or ():
            fields = self.town.council.fields(request_id)
            booking = fields.get("booking") or {}
            if fields["status"] in ("slot_offered", "slot_confirmed") and booking.get("state") in (
                "held", "confirmed",
            ):  # fmt: skip
                taken.append((booking["starts_at"], booking["ends_at"]))
        ordered = sorted(taken)
        for one, later in zip(ordered, ordered[1:], strict=False):
            assert one[1] <= later[0]


def check_police(fields: dict[str, Any]) -> None:
    """Invariant 2: told only by a call that was answered, or by the police themselves."""
    spoke = any(line["outcome"] == "spoke" for line in fields["call_outcomes"].values())
    assert bool(fields["police_told"]) == bool(spoke or fields.get("police_contact"))
    if fields["urgent"] and not spoke:
        assert fields["urgent_call"] != "spoke"


def check_authorised(fields: dict[str, Any]) -> None:
    """Invariant 5: who raised it and who authorised it are recorded, differ or are flagged."""
    assert fields["raised_by"]
    if fields["status"] not in states.GOING:
        return
    given = fields["authorisation"]
    assert given["at"]
    assert given["by"] or given["by_name"]
    if given["by"] == fields["raised_by"]:
        assert fields["self_authorised"]


def check_ended(fields: dict[str, Any]) -> None:
    """Invariants 4 and 10: every end has its reason; a cancellation its three agreements."""
    status = fields["status"]
    if status == "withdrawn":
        assert fields["withdrawn"]["reason"]
        went_out = is_known_outside({**fields, "police_told": None, "police_contact": None})
        assert not went_out or fields["dispatch_trouble"]
    if status == "redirected":
        assert fields["redirected"]["words"]
        assert not fields["urgent"]
    if status == "merged":
        assert fields["merged_into"]
        assert fields["merged"]["reason"]
    if status == "cancelled":
        agreed = fields["cancellation"]["agreements"]
        needed = profiles()[fields["area"]].cancellation.agreement
        assert fields["cancellation"]["reason"]
        assert all(agreed[party]["agreed"] for party in needed)


def check_waited_for(fields: dict[str, Any]) -> None:
    """An open request says whom it waits for; one that has ended only that a mail is mended."""
    waits = fields["waiting_for"]
    assert all(one["who"] and one["what"] for one in waits)
    if fields["status"] in states.ENDED:
        assert {one["what"] for one in waits} <= {"mend_delivery"}
    elif fields["status"] != "slot_confirmed":
        assert waits, fields["status"]


def check_clocks(fields: dict[str, Any]) -> None:
    """Invariants 13 and 15: by its own version; the child is to be seen whatever becomes of it."""
    assert fields["profile_version"] == 1
    keys = {one["key"] for one in fields["clocks"]}
    assert ("child_seen" in keys) == (fields["status"] != "merged")


@pytest.mark.parametrize("area", ["wirral", "northamptonshire", "sandwell_dudley_walsall"])
def test_no_sequence_of_changes_reaches_what_may_not_be(area: str) -> None:
    """Analysis 3.2, 3.4 (invariants 2, 4, 5, 8, 10, 13, 15): S-15, W-17, N-24 and T-15 included."""
    of_area = type("Machine", (Machine,), {"area": area})
    how = settings(
        max_examples=15,
        stateful_step_count=40,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(of_area, settings=how)
