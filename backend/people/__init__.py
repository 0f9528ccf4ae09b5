"""Who uses Doorstep: accounts, roles, teams, devices, and how they sign in."""
