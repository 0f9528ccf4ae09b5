"""Sends what was asked for: composed once, handed over, and what came of it noted for everybody.

A mail goes from `queued` to `sent` or `refused`; each step is committed before the next, so that
a worker that is killed anywhere goes on where it stopped. Between the mail server's "taken" and
our own commit there is a moment in which a kill makes it go out twice, with one Message-ID.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row

from backend import clock
from backend.config import current_config
from backend.database import reading, writing
from backend.jobs.queue import Claimed, finish_job, hold_longer, retry_job
from backend.post.addressing import address_for, profile_for
from backend.post.documents.request_form import Find
from backend.post.letters import letter_for, without_link
from backend.post.mails import (
    Composed,
    documents_in,
    find_mail,
    keep_mail,
    mail_id_of,
    note_try,
    settle,
    written,
)
from backend.post.message import envelope_of, message_of
from backend.post.noting import Noted, note
from backend.post.smtp import Handed, hand_over
from backend.post.troubles import NOT_YET, words_of, words_of_warning
from backend.strategy.states import ENDED
from backend.sync_api.sql_store import SqlStore
from sync.messages import Record

LONGEST_TALK = timedelta(seconds=120)
"""With a slow mail server; nobody else takes the job meanwhile."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=15), timedelta(minutes=5)
GIVEN_UP_AFTER = timedelta(days=2)
NOT_WANTED = (*ENDED, "awaiting_authorisation", "returned")
AFTER_THE_END = ("cancellation", "invitation")
"""An ended request sends nothing but that it has ended."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the records say of one mail."""

    dispatch: Record
    request: Record

    @property
    def is_wanted(self) -> bool:
        """Still queued, of a request that goes on."""
        status, fields = self.request.fields["status"], self.dispatch.fields
        ended = status in NOT_WANTED and fields["purpose"] not in AFTER_THE_END
        return fields["state"] == "queued" and not ended

    def words(self, code: str, find: Find, *, passing: bool = False) -> str:
        """For a person."""
        profile = profile_for(self.request, find)
        return words_of(code, profile, self.request.fields, passing=passing)


def send_mail(job: Claimed) -> None:
    """A job of the worker's."""
    with reading() as connection:
        asked = read_asked(connection, job.payload["dispatch_id"])
        mail = find_mail(connection, mail_id_of(asked.dispatch))
    if mail is not None and mail.state != "queued":
        _report(job, asked, mail)
    elif not asked.is_wanted:
        _stop(job, asked)
    elif mail is not None or _compose(job, asked):
        _try(job, asked)


def tell_of_late_mail(job: Claimed) -> None:
    """Whatever keeps it, a person hears of a mail that has not gone."""
    with reading() as connection:
        asked = read_asked(connection, job.payload["dispatch_id"])
        words = asked.words(NOT_YET, finder(connection))
    over = partial(_finish, job, clock.now())
    if asked.is_wanted and not asked.dispatch.fields["trouble_code"]:
        note(Noted(asked.dispatch, "queued", _mark(asked, "late"), NOT_YET, words), over)
    else:
        with writing() as connection:
            over(connection)


def read_asked(connection: Connection, dispatch_id: str) -> Asked:
    """The dispatch and its request, as they stand."""
    find = finder(connection)
    dispatch = find(dispatch_id)
    request = find(dispatch.fields["request_id"]) if dispatch is not None else None
    if dispatch is None or request is None:
        raise LookupError("a mail of no request")
    return Asked(dispatch, request)


def finder(connection: Connection) -> Find:
    """Records by their id, each read once."""
    store = SqlStore(connection)
    known: dict[str, Record | None] = {}

    def find(record_id: str) -> Record | None:
        if record_id not in known:
            known[record_id] = store.records({record_id}).get(record_id)
        return known[record_id]

    return find


def _compose(job: Claimed, asked: Asked) -> bool:
    """Written once and kept, with the address of today; False: it cannot go, and that is noted."""
    now = clock.now()
    with reading() as connection:
        find = finder(connection)
        profile = profile_for(asked.request, find)
        addressed = address_for(profile, asked.request, asked.dispatch, find, now)
        if addressed.to is not None:
            letter = letter_for(profile, asked.request, asked.dispatch, find)
            letter = letter if current_config().origin else without_link(letter)
    if addressed.to is None:
        assert addressed.trouble is not None
        words = words_of(addressed.trouble, profile, asked.request.fields)
        noted = Noted(
            asked.dispatch, "failed", _mark(asked, "no address"), addressed.trouble, words
        )
        note(noted, partial(_finish, job, now))
        return False
    made = Composed(asked.dispatch, asked.request, letter, addressed.to, addressed.warning)
    with writing() as connection:
        keep_mail(connection, current_config(), made, now)
    return True


def _try(job: Claimed, asked: Asked) -> None:
    config, mail_id, now = current_config(), mail_id_of(asked.dispatch), clock.now()
    with writing() as connection:
        hold_longer(connection, job, now + LONGEST_TALK)
        if not read_asked(connection, asked.dispatch.id).is_wanted:
            return  # the next round finds it so
        note_try(connection, mail_id)
        mail = find_mail(connection, mail_id)
        assert mail is not None
        letter = written(config, mail, documents_in(connection, mail_id))
    if config.demo and config.smtp is None:
        handed = Handed("taken", "taken", "kept in the demo's outbox")
    elif config.smtp is None:
        handed = Handed("later", "mail-not-set-up")
    else:
        message = message_of(letter, config.smtp)
        handed = hand_over(config.smtp, envelope_of(letter, config.smtp), message)
    _settle(job, asked, mail, handed)


def _settle(job: Claimed, asked: Asked, mail: Row[Any], handed: Handed) -> None:
    now = clock.now()
    over = handed.result == "refused" or now - mail.made_at > GIVEN_UP_AFTER
    state = "sent" if handed.result == "taken" else "refused" if over else "queued"
    with writing() as connection:
        settle(connection, mail.id, state, handed.code, handed.detail, now)
    if state != "queued":
        with reading() as connection:
            settled = find_mail(connection, mail.id)
        assert settled is not None
        _report(job, asked, settled)
    else:
        _again_later(job, asked, mail.tries, handed.code)


def _again_later(job: Claimed, asked: Asked, tries: int, code: str) -> None:
    """Told of at the first try where it is urgent; a standard one has a little time."""
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(tries, 10))
    again = partial(_retry, job, clock.now() + wait, code)
    if asked.request.fields["urgent"] and not asked.dispatch.fields["trouble_code"]:
        with reading() as connection:
            words = asked.words(code, finder(connection), passing=True)
        note(Noted(asked.dispatch, "queued", _mark(asked, "put off"), code, words), again)
    else:
        with writing() as connection:
            again(connection)


def _report(job: Claimed, asked: Asked, mail: Row[Any]) -> None:
    """What came of it, and the job is done."""
    with reading() as connection:
        find = finder(connection)
        profile = profile_for(asked.request, find)
        names = tuple(one.name for one in documents_in(connection, mail.id))
    said = asked.request.fields
    if mail.state in ("refused", "bounced"):
        words = words_of(mail.code, profile, said)
        noted = Noted(asked.dispatch, "failed", _mark(asked, "refused"), mail.code, words, names)
    else:
        words_if = words_of_warning(profile, said) if mail.warning else None
        noted = Noted(asked.dispatch, "sent", _mark(asked, "sent"), mail.warning, words_if, names)
    note(noted, partial(_finish, job, clock.now()))


def _stop(job: Claimed, asked: Asked) -> None:
    """The request ended before it went, or somebody has settled this already."""
    over = partial(_finish, job, clock.now())
    if asked.dispatch.fields["state"] == "queued":
        note(Noted(asked.dispatch, "stopped", _mark(asked, "stopped")), over)
    else:
        with writing() as connection:
            over(connection)


def _finish(job: Claimed, now: datetime, connection: Connection) -> None:
    finish_job(connection, job, now)


def _retry(job: Claimed, at: datetime, code: str, connection: Connection) -> None:
    retry_job(connection, job, at, code)


def _mark(asked: Asked, what: str) -> str:
    return f"{what} {asked.dispatch.fields['round']}"
