"""Tests of backend/strategy."""
