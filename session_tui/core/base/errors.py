"""The exceptions of the program. Each message says what happened, where, and what to do."""


class SessionTuiError(Exception):
    """Base class of everything the program refuses or fails to do; its text is a sentence for the user."""


class InvalidValue(SessionTuiError, ValueError):
    """A value that violates its field rule.

    Attributes:
        where: the path to the value inside its document, such as ``answers[3].value[0].rating``.
        what: what is wrong with it; never quotes more than its type or a short word, since values are clients' words.
    """

    def __init__(self, what: str, where: str = "") -> None:
        self.what = what
        self.where = where
        super().__init__(f"{where}: {what}" if where else what)

    def inside(self, outer: str) -> "InvalidValue":
        """Return the same error with ``outer`` put in front of its path."""
        joint = "" if not self.where or self.where.startswith("[") else "."
        return InvalidValue(self.what, f"{outer}{joint}{self.where}")


class UnknownPrompt(SessionTuiError, KeyError):
    """The session's guide has no such prompt."""

    def __init__(self, prompt: str) -> None:
        self.prompt = prompt
        super().__init__(f"this session's guide has no prompt “{prompt}”")

    def __str__(self) -> str:
        return str(self.args[0])


class AlreadySigned(SessionTuiError):
    """The session is signed and cannot be changed; an addendum can still be added."""


class NewerFormat(SessionTuiError):
    """A newer version of this program wrote the document."""


STILL_IN_MEMORY = "What you typed is kept here."
"""The promise at the end of :func:`describe_error`; it is false once the program ends."""


def describe_error(error: BaseException) -> str:
    """Return a sentence about an error for the user; a fault of the program is named by class and line only."""
    if isinstance(error, SessionTuiError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.strerror or type(error).__name__}: {error.filename or 'the disk'}."
    from traceback import extract_tb  # only where something went wrong: it takes a list of sessions longer to start

    last = extract_tb(error.__traceback__)[-1:]
    file = last[0].filename.replace("\\", "/").rpartition("/")[2] if last else ""
    place = f"{file}, line {last[0].lineno}" if last else "unknown place"
    return f"A fault in session-tui ({type(error).__name__} in {place}). {STILL_IN_MEMORY}"
