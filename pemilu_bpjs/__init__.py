"""The base: who may act, what was done, what is running; and the settings."""
