"""For how many months, at what price, in which budget line."""
