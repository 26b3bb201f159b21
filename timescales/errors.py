"""What can be wrong with what the engine is given: a fact, or a rule file."""


class FactError(ValueError):
    """A fact that cannot be; the message is one sentence naming the fact and what is wrong."""


class PackError(ValueError):
    """A mistake in a rule file; the message gives file, line, rule and reason."""

    def __init__(self, file: str, line: int, where: str, reason: str) -> None:
        self.file, self.line, self.where, self.reason = file, line, where, reason
        place = f"{file}:{line}: " + (f"{where}: " if where else "")
        super().__init__(place + reason)
