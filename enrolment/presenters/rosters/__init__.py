"""What the pages of rosters show, ready to print."""
