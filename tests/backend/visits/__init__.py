"""Tests of backend/visits."""
