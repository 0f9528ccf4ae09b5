"""How phones and server agree. Standard library only, no product words. Start with PROTOCOL.md."""
