"""Tests of backend/arranging."""
