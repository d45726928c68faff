"""Pages of this stage, by subject."""
