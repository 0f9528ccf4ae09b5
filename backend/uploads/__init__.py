"""How the content of attachments gets in, in pieces (tus 1.0), and out, through a check."""
