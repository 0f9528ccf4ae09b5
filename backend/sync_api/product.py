"""What Doorstep teaches the engine: every kind of change, and who reads what."""

from backend.alerts import changes as alerts
from backend.alerts.choose import heard
from backend.areas import changes as areas
from backend.attachments import changes as attachments
from backend.cases import changes as cases
from backend.people import changes as people
from backend.strategy import changes as strategy
from backend.sync_api import choices, quarantined
from backend.sync_api.authority import late_when_ended
from backend.sync_api.feeds import feeds_of
from backend.sync_api.registry import Product, by_name
from backend.visits import changes as visits

AREAS_OF_WORK = (
    people,
    cases,
    visits,
    attachments,
    strategy,
    areas,
    alerts,
    choices,
    quarantined,
)

DOORSTEP = Product(
    kinds=by_name(late_when_ended(heard(kind for area in AREAS_OF_WORK for kind in area.KINDS))),
    feeds_of=feeds_of,
)
