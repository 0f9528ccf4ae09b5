"""arranging: what an administrator asks the server alone, besides changes: to explain, to keep"""
