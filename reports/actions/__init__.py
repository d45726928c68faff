"""What reports do: verbs, keyword-only, `by=` the actor."""
