"""Plumbing every test may use. The people of the tests stand in tests/people.py."""
