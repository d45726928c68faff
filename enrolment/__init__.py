"""Who serves, where, from when to when."""
