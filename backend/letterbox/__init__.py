"""Changes that prove themselves: sealed to the server, signed on the phone, posted by anybody.

`keys` opens what is sealed, `signers` knows whose signature is whose, `opening` puts both together.
"""
