"""The second step of a sign-in: codes, passkeys, recovery codes, and who is asked for one."""
