"""Forms of this stage. Their words are for people who were never trained."""
