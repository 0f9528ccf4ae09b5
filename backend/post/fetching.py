"""The worker looks into the mailbox in which mail comes back, each minute."""

from backend import clock
from backend.config import current_config
from backend.database import writing
from backend.jobs.queue import Claimed, finish_job, hold_longer
from backend.post.imap import mark_seen, opened, unseen
from backend.post.returned import take_in
from backend.post.sending import LONGEST_TALK


def take_mail_in(job: Claimed) -> None:
    """Everything that is new; a job that fails is tried again by the worker."""
    imap = current_config().imap
    if imap is not None:
        with writing() as connection:
            hold_longer(connection, job, clock.now() + LONGEST_TALK)
        with opened(imap) as box:
            for number, data in unseen(box):
                take_in(data)
                mark_seen(box, number)
    with writing() as connection:
        finish_job(connection, job, clock.now())
