"""Every kind of change of a strategy request, chapter by chapter of its life (analysis 3.2)."""

from backend.strategy.agreeing import changes as agreeing
from backend.strategy.agreeing.joined import with_slots
from backend.strategy.authorising import changes as authorising
from backend.strategy.calls import follow_call
from backend.strategy.leaving import changes as leaving
from backend.strategy.police import changes as police
from backend.strategy.raising import changes as raising
from backend.visits.calls import call_kinds
from sync.kinds import Kind

CHAPTERS = (raising, authorising, police, agreeing, leaving)

KINDS: tuple[Kind, ...] = (
    *(with_slots(kind) for chapter in CHAPTERS for kind in chapter.KINDS),
    *call_kinds(follow_call),
)
