"""Verbs of enrolment: what people do, with the actor named."""
