"""Pictures in a family's file: who may add one, what is let in, and how it lies on the disk.

How one arrives in pieces, and who reads it, is `backend/uploads`.
"""
