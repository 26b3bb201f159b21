"""The sentences a field says when something is missing or wrong."""


def lower_first(label: str) -> str:
    """``"Visit date"`` → ``"visit date"``; ``"NHS number"`` stays as it is."""
    first_word = label.split(" ", 1)[0]
    if len(first_word) > 1 and first_word[1:] != first_word[1:].lower():
        return label
    return label[:1].lower() + label[1:]


def required_sentence(label: str, *, verb: str = "Enter") -> str:
    """One clear sentence for an empty field, whether its label is a noun or a question."""
    if label.endswith("?"):
        return f"Answer the question “{label}”"
    return f"{verb} {lower_first(label)}"


def joined(words: list[str]) -> str:
    """``["a day", "a month"]`` → ``"a day and a month"``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
