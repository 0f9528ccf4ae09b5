"""What may be changed of a request between social care and the police."""

from sync.kinds import Kind

KINDS: tuple[Kind, ...] = ()
