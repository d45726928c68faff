"""What the API of this stage takes and gives."""
