"""/api/v1/ of elections, rosters and people."""
