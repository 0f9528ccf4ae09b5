"""Tests of the engine: one behaviour a file, no database, no web."""
