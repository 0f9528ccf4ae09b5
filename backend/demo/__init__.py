"""Invented people and families, so that everything can be tried and nobody can be hurt."""

from backend.demo.many import many
from backend.demo.seed import add_day, seed

__all__ = ["add_day", "many", "seed"]
