"""Verbs of budgeting: what people do, with the actor named."""
