"""Nobody is told that a request is on its way in an area that nobody has opened."""

from backend.areas.names import arrangements_id
from sync.messages import time_text
from tests.backend.areas.arranged import Arranged
from tests.backend.council import make_household, new_id, reason_of, taken


def test_promise_3_no_request_is_taken_before_the_area_is_live():
    area = Arranged()
    family = make_household(council=area.council)

    refused = reason_of(family.try_request(new_id()))
    assert refused.code == "area-not-live"
    assert "999" in refused.message
    assert "101" in refused.message

    arrangements = area.council.record(arrangements_id("wirral"))
    arrangements.fields["live_at"] = time_text(area.council.now)
    taken(family.try_request(new_id()))


def test_a_demonstration_is_never_closed():
    area = Arranged(demo=True)

    taken(make_household(council=area.council).try_request(new_id()))
