"""Tests of Doorstep. This file must exist, or pytest takes `tests/sync` for `sync`."""
