"""What is done with a roster, from its file to the people who stand, and back."""
