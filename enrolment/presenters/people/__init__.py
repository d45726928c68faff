"""People as pages show them: masked, unless somebody said what for he wants to see."""
