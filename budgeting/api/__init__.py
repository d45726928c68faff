"""/api/v1/ of budgeting."""
