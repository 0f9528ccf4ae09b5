"""What the phone is told when somebody has signed in, or is half in."""

from dataclasses import asdict
from typing import Any

from backend.config import current_config
from backend.people.accounts import person_on_wire
from backend.people.models import Person
from backend.people.second_factor.tickets import SecondStep
from backend.people.sign_in import SignedIn
from backend.people.tokens import make_tokens


def signed_in_on_wire(done: SignedIn | SecondStep) -> dict[str, Any]:
    """A session with its tokens, or the second step."""
    if isinstance(done, SecondStep):
        return {"second_factor": asdict(done)}
    answer = make_tokens(done.ticket) | me_on_wire(done.person, done.device_id)
    return answer | ({"recovery_codes": done.recovery_codes} if done.recovery_codes else {})


def me_on_wire(person: Person, device_id: str) -> dict[str, Any]:
    """Who is signed in, on what, in which mode."""
    config = current_config()
    return {
        "person": person_on_wire(person),
        "device_id": device_id,
        "push_key": config.push_public_key,
        "letterbox_keys": config.letterbox_public_keys,
        "demo": config.demo,
    }
