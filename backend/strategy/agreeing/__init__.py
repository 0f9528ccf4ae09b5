"""Agreeing the time: by telephone, in the slots that police keep free, or by business support."""
