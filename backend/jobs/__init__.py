"""Work for later, which any area of work may queue and the worker does."""
