"""The one error a user sees: a sentence with the file, the place, what is wrong and what to do."""


class BaoshuError(Exception):
    """Something the user can mend. Its text is one clear sentence; the command line prints it without a traceback."""
