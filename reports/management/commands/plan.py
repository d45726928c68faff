"""manage.py plan FILE… [--json] [--out DIR]: proposals from plan files (design/contracts.md §2)."""
