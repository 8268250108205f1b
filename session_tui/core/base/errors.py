"""What can be wrong, said so that a person knows what happened, where, and what to do."""


class SessionTuiError(Exception):
    """Anything this program refuses or could not do. Its text is a sentence for a person."""


class InvalidValue(SessionTuiError, ValueError):
    """A value that breaks its rule.

    Attributes:
        where: the path to it inside its document, such as ``answers[3].value[0].rating``.
        what: what is wrong with it, never quoting more than its type or a short word.
    """

    def __init__(self, what: str, where: str = "") -> None:
        self.what = what
        self.where = where
        super().__init__(f"{where}: {what}" if where else what)

    def inside(self, outer: str) -> "InvalidValue":
        """The same fault, seen from the thing that holds it."""
        joint = "" if not self.where or self.where.startswith("[") else "."
        return InvalidValue(self.what, f"{outer}{joint}{self.where}")


class UnknownPrompt(SessionTuiError, KeyError):
    """The session's guide asks no such prompt."""

    def __init__(self, prompt: str) -> None:
        self.prompt = prompt
        super().__init__(f"this session's guide asks no prompt “{prompt}”")

    def __str__(self) -> str:
        return str(self.args[0])


class AlreadySigned(SessionTuiError):
    """A signed session is never written again; an addendum can be added to it."""


class NewerFormat(SessionTuiError):
    """The document was written by a newer version of this program."""


def describe_error(error: BaseException) -> str:
    """What went wrong, for a person. A fault of ours is named by class and place only, never by its values."""
    if isinstance(error, SessionTuiError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.strerror or type(error).__name__}: {error.filename or 'the disk'}."
    from traceback import extract_tb  # only where something went wrong: it takes a list of sessions longer to start

    last = extract_tb(error.__traceback__)[-1:]
    file = last[0].filename.replace("\\", "/").rpartition("/")[2] if last else ""
    place = f"{file}, line {last[0].lineno}" if last else "unknown place"
    return f"A fault in session-tui ({type(error).__name__} in {place}). What you typed is kept here."
