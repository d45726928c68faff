"""Pages of rosters: sending one, saying what its columns mean, mending it, accepting it, taking it back."""
