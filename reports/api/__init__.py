"""The API of this stage, by subject."""
