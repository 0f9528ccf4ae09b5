"""Tests of backend/areas."""
