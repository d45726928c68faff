"""What people type, checked and kept."""
