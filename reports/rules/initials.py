"""A person's initials: all of a name that a public page shows."""

_MOST = 8
NONE = "–"


def initials(name: str) -> str:
    """ "Siti Aminah, S.Pd." → "S.A."; degrees behind a comma are left out, marks before a letter too.

    At most eight letters, so that nobody is known by the length of his name; a name without a letter gives a dash.
    """
    words = name.partition(",")[0].replace(".", " ").split()
    letters = (next((sign for sign in word if sign.isalpha()), "") for word in words)
    found = [letter.upper() for letter in letters if letter]
    return "".join(f"{letter}." for letter in found[:_MOST]) or NONE
