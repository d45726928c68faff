"""One page of a PDF as a file of its own."""

import io

import pikepdf


def one_page(content: bytes, number: int) -> bytes:
    """`number` counts from 1. What only other pages need is left behind."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as whole, pikepdf.new() as single:
        single.pages.append(whole.pages[number - 1])
        single.save(out, deterministic_id=True)
    return out.getvalue()
