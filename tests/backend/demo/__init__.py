"""Tests of backend/demo."""
