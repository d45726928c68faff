"""What the templates of budgeting show, ready to print."""
