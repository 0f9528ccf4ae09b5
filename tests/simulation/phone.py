"""A phone as PROTOCOL asks for it: what it keeps, what it asks, and what it does with an answer."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sync.checksum import Tally
from sync.messages import Change, wire_of

Values = dict[str, Any]
WEEK = timedelta(days=7)


@dataclass
class Saved:
    """What a phone still has after it was killed."""

    outbox: dict[str, Values] = field(default_factory=dict)
    """Changes by id, in order of number."""
    offered: dict[str, int] = field(default_factory=dict)
    """Those that were answered `held`, and in which turn they were offered last."""
    attention: dict[str, Values] = field(default_factory=dict)
    """Outcomes that the person must see, by change id."""
    sent: dict[str, tuple[datetime, Values]] = field(default_factory=dict)
    rows: dict[str, Values] = field(default_factory=dict)
    cursor: str | None = None
    drops: set[str] = field(default_factory=set)
    refresh: set[str] = field(default_factory=set)
    repaired: list[Values] = field(default_factory=list)
    turn: int = 0


@dataclass(frozen=True)
class Asked:
    """What a request was made from, so that its answer can be understood."""

    request: Values
    lane: str | None = None

    @property
    def ids(self) -> list[str]:
        """The changes offered, in order."""
        return [change["id"] for change in self.request["changes"]]


class Phone:
    """One device of one person; `saved` survives a kill."""

    def __init__(self, device_id: str, most: int = 100) -> None:
        self.device_id = device_id
        self.most = most
        self.saved = Saved()
        self.repairs: list[str] = []

    def save(self, change: Change) -> None:
        """The person did something: it is in the outbox from now on (PROTOCOL 2.1)."""
        self.saved.outbox[change.id] = wire_of(change)

    def ask(self, *, pull: bool = True, check_all: bool = False) -> Asked:
        """The next ordinary request."""
        saved = self.saved
        saved.turn += 1
        changes = self._to_offer()
        for change in changes:
            if change["id"] in saved.offered:
                saved.offered[change["id"]] = saved.turn
        asking: Values | None = None
        if pull:
            refresh = sorted(saved.refresh)
            asking = {"cursor": saved.cursor, "check_all": check_all, "refresh": refresh}
        return Asked(self._request(changes, asking))

    def ask_urgently(self, change_id: str) -> Asked:
        """One change alone, ahead of everything (PROTOCOL 18)."""
        return Asked(self._request([self.saved.outbox[change_id]], None), lane="urgent")

    def take(self, asked: Asked, answer: Values, now: datetime) -> bool:
        """Save outcomes, page and cursor at once (PROTOCOL 19.1); whether to ask again now."""
        self._take_outcomes(asked, answer["outcomes"], now)
        pull, asking = answer["pull"], asked.request["pull"]
        # PROTOCOL 19.2: a page for another cursor is thrown away.
        is_mine = pull is not None and asking["cursor"] == self.saved.cursor
        if is_mine:
            self.saved.repaired = self.saved.repaired[len(asked.request["repaired"]) :]
            self._take_page(asking, pull, now)
        self._carry_out_drops()
        return is_mine and bool(pull["more"])

    def view_of(self, feed: str) -> dict[str, int]:
        """The rows of one feed: version by record id."""
        rows = self.saved.rows.values()
        return {row["id"]: row["version"] for row in rows if row["feed"] == feed}

    def _request(self, changes: list[Values], pull: Values | None) -> Values:
        return {
            "protocol": 1,
            "device_id": self.device_id,
            "changes": changes,
            "pull": pull,
            "repaired": list(self.saved.repaired) if pull else [],
        }

    def _to_offer(self) -> list[Values]:
        """Never answered first, in order of number; then held ones in turn (PROTOCOL 17.3)."""
        saved = self.saved
        fresh = [change for id_, change in saved.outbox.items() if id_ not in saved.offered]
        fresh.sort(key=lambda change: change["number"])
        held = [change for id_, change in saved.outbox.items() if id_ in saved.offered]
        held.sort(key=lambda change: (saved.offered[change["id"]], change["number"]))
        return [*fresh, *held][: self.most]

    def _take_outcomes(self, asked: Asked, outcomes: list[Values], now: datetime) -> None:
        """A row leaves only on an outcome that names it (PROTOCOL 17.1)."""
        for outcome in outcomes:
            change_id = outcome["id"] or asked.ids[outcome["index"]]
            change = self.saved.outbox.get(change_id)
            if change is None:
                continue
            if outcome["status"] == "held":
                self.saved.offered.setdefault(change_id, self.saved.turn)
                continue
            if outcome["status"] in ("refused", "conflict"):
                self.saved.attention[change_id] = outcome
            self.saved.sent[change_id] = (now, change)
            del self.saved.outbox[change_id]
            self.saved.offered.pop(change_id, None)

    def _take_page(self, asking: Values, pull: Values, now: datetime) -> None:
        saved = self.saved
        if pull["reset"] or asking["cursor"] is None:
            saved.rows.clear()
            saved.drops.clear()
            saved.refresh.clear()
        if pull["reset"]:
            self._offer_again(now)
        for page in pull["feeds"]:
            self._take_feed(page)
        saved.cursor = pull["cursor"]
        saved.drops |= set(pull["drop"])
        saved.refresh -= set(pull["drop"])
        for page in (*(page for page in pull["feeds"] if page["complete"]), *pull["checks"]):
            self._check(page)

    def _take_feed(self, page: Values) -> None:
        saved = self.saved
        if page["afresh"]:
            self._delete_feed(page["feed"])
            saved.refresh.discard(page["feed"])
            saved.drops.discard(page["feed"])
        for record in page["records"]:
            saved.rows[record["id"]] = record
        for record_id in page["gone"]:
            # PROTOCOL 15.2: the page of its new feed may have come first.
            if saved.rows.get(record_id, {}).get("feed") == page["feed"]:
                del saved.rows[record_id]

    def _carry_out_drops(self) -> None:
        """What was never answered keeps a feed a little longer (PROTOCOL 19.4)."""
        saved = self.saved
        waiting = {
            change["feed"] for id_, change in saved.outbox.items() if id_ not in saved.offered
        }
        for feed in saved.drops - waiting:
            self._delete_feed(feed)
        saved.drops &= waiting

    def _delete_feed(self, feed: str) -> None:
        rows = self.saved.rows
        for record_id in [id_ for id_, row in rows.items() if row["feed"] == feed]:
            del rows[record_id]

    def _check(self, page: Values) -> None:
        """PROTOCOL 16.2: count and checksum from the rows that are held."""
        tally = Tally()
        for record_id, version in self.view_of(page["feed"]).items():
            tally = tally.with_line(record_id, version)
        expected = {"count": page["count"], "checksum": page["checksum"]}
        found = {"count": tally.count, "checksum": tally.checksum}
        if expected != found:
            self.repairs.append(page["feed"])
            self.saved.refresh.add(page["feed"])
            report = {"feed": page["feed"], "expected": expected, "found": found}
            self.saved.repaired.append(report)

    def _offer_again(self, now: datetime) -> None:
        """What a restored server has lost, the phones still have (PROTOCOL 17.6)."""
        for change_id, (at, change) in self.saved.sent.items():
            if now - at <= WEEK:
                self.saved.outbox.setdefault(change_id, change)
        self.saved.sent = {
            id_: kept for id_, kept in self.saved.sent.items() if id_ not in self.saved.outbox
        }
