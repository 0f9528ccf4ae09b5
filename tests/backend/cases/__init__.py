"""Tests of backend/cases."""
