"""Pages about people: who serves, one person, and what somebody has to decide about them."""
