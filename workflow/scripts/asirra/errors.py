"""The one exception whose text is meant for the user."""


class InputError(Exception):
    """Bad input: one line that says what was expected, what came and where."""
