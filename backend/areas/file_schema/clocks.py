"""Clocks and urgent categories, as an area's file has them."""

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from backend.areas.arrangements import (
    AMOUNTS,
    AlertCall,
    Category,
    CategoryClock,
    Clock,
    ClockRule,
    MissingRule,
    Urgent,
)
from backend.areas.clocks.facts import ANSWERS, ASKED, DATES, MOMENTS
from backend.areas.file_schema.fields import (
    Part,
    Several,
    Words,
    code,
    count,
    flag,
    listed,
    maybe,
    one_of,
    word_of,
)
from backend.areas.file_schema.texts import LABEL, NAME

UNKNOWN = "is no fact that is known here."
A_WEEK, A_MONTH, A_YEAR = 7 * 24 * 60, 31 * 24, 366
"""The most minutes, hours and days that a clock runs."""


class RuleSchema(Part):
    """One way to work out a due time."""

    made = ClockRule
    minutes = count(most=A_WEEK)
    hours = count(most=A_MONTH)
    days = count(most=A_YEAR)
    working_days = count(most=A_YEAR)
    within_working_day = one_of("safety", "document")
    same_day = fields.Boolean(truthy={True}, falsy=set(), load_default=None)
    at_once = fields.Boolean(truthy={True}, falsy=set(), load_default=None)
    before = word_of(DATES, UNKNOWN)
    starts = listed(word_of(DATES, UNKNOWN, needed=True))
    when = word_of(ANSWERS, UNKNOWN)
    unless = word_of(ANSWERS, UNKNOWN)
    assumed = maybe()
    reading = maybe()

    @validates_schema
    def _check_one_amount(self, data: dict[str, Any], **_options: Any) -> None:
        given = [name for name in AMOUNTS if data.get(name) is not None]
        if len(given) != 1:
            raise ValidationError(f"has exactly one of {', '.join(AMOUNTS)}.")


class CategoryClockSchema(Part):
    """How a clock runs for one category."""

    made = CategoryClock
    rules = Several(fields.Nested(RuleSchema), some=True, required=True)
    source = Words(required=True)
    must_be_in_setting = flag()


class ClockSchema(Part):
    """Something with a due time."""

    made = Clock
    key = code()
    name = Words(longest=NAME, required=True)
    source = Words(required=True)
    rules = Several(fields.Nested(RuleSchema), some=True, required=True)
    starts = Several(word_of(DATES, UNKNOWN, needed=True), some=True, required=True)
    kind = one_of("due", "not_before", "advice", default="due")
    about = one_of("safety", "paperwork", default="safety")
    categories = fields.Dict(Words(), fields.Nested(CategoryClockSchema), load_default=dict)
    only_urgent = flag()
    optional = flag()
    met_by = listed(word_of(MOMENTS, UNKNOWN, needed=True))
    outlives_request = flag()
    given = flag(default=True)


class MissingSchema(Part):
    """When a missing child is urgent."""

    made = MissingRule
    over_hours = count(required=True, most=A_MONTH)
    more_than_episodes = count(required=True, most=100)
    in_days = count(required=True, most=A_YEAR)


class CategorySchema(Part):
    """One urgent category."""

    made = Category
    code = code()
    label = Words(longest=LABEL, required=True)
    source = Words(required=True)
    asks = word_of(ASKED, UNKNOWN)
    missing = fields.Nested(MissingSchema, load_default=None)
    suggested_by = listed()


class AlertCallSchema(Part):
    """The call that goes with an urgent request."""

    made = AlertCall
    contact = Words(required=True)
    source = Words(required=True)
    when_urgent = one_of("required", "offered", default="required")
    note = maybe(longest=LABEL)
    when_not_urgent = one_of("not_allowed", "allowed", default="allowed")
    gate = maybe()


class UrgentSchema(Part):
    """How an urgent request goes."""

    made = Urgent
    source = Words(required=True)
    sequence = Several(Words(), some=True, required=True)
    categories = Several(fields.Nested(CategorySchema), some=True, required=True)
    call = fields.Nested(AlertCallSchema, required=True)
    flow = maybe()
    out_of_hours_sequence = listed()
    offline_rule = maybe()
