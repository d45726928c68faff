"""Pure rules: standard library and other rules only."""
