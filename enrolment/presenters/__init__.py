"""What the templates of this stage show, ready to print."""
