"""The form of an area and the checklist of its authorisers, as a file has them."""

from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import fields

from backend.areas.file_schema.fields import (
    Part,
    Several,
    Words,
    count,
    flag,
    maybe,
    one_of,
)
from backend.areas.form import WANTED, Authorisation, FormField, Option

HELD = (
    *("child_ids", "urgent", "category", "what_is_happening", "reasonable_cause", "place_now"),
    *("reachable_number", "manager_id", "crime_related", "longer_slot", "longer_slot_reason"),
    *("professionals", "format", "format_reason", "raised_by"),
)
"""Fields of the request itself that a field of the form may stand in."""


class OptionSchema(Part):
    """One of a few."""

    made = Option
    code = Words(required=True)
    label = Words(required=True)
    source = maybe()


class FormFieldSchema(Part):
    """What a field is called, of which kind it is, and when it is needed."""

    made = FormField
    label = Words(required=True)
    kind = one_of(*WANTED, default="text")
    hint = maybe()
    by = one_of("worker", "authoriser", default="worker")
    holds = one_of(*HELD)
    choices = Several(fields.Nested(OptionSchema), load_default=())
    required = flag()
    required_when = fields.Dict(Words(), Several(fields.Raw()), load_default=dict)
    prefill = one_of("looked_after", "interpreter", "in_hospital")
    source = maybe()


class AuthorisationSchema(Part):
    """How a request is authorised: how long it may wait, and what is looked at."""

    made = Authorisation
    urgent_within_minutes = count(required=True, most=24 * 60)
    confirm_in_app_within_minutes = count(required=True, most=24 * 60)
    verbal_by_phone = one_of("urgent_only", "never", default="urgent_only")
    author_may_self_authorise = maybe()
    qa = Several(fields.Nested(OptionSchema), required=True)


def faults_of_form(loaded: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every field that an area asks for is defined, and asks for nothing that is not there."""
    defined, asked = loaded["form"], loaded["form_fields"]
    for number, code in enumerate(asked):
        if code not in defined:
            yield f"form_fields.{number}", f"there is no field called {code} in form."
    for code, one in defined.items():
        for name in one.required_when:
            if name not in HELD and name not in defined:
                yield f"form.{code}.required_when", f"there is no field called {name}."
        if one.kind == "choice" and not one.choices:
            yield f"form.{code}.choices", "has nothing to choose from."
