"""What is decided about people, one by one: always by a person's word, with a reason that is kept."""
