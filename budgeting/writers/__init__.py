"""Files that this stage writes."""
