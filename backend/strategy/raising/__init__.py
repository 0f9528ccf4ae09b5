"""The request as the worker writes it: raised, edited, and looked at beside others."""
