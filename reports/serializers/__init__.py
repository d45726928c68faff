"""The shapes of this stage in the API, by subject."""
