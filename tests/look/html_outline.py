"""Two pieces of HTML are the same if their elements, attributes and words are."""

from html.parser import HTMLParser

VOID = {"input", "br", "hr", "meta", "link", "img"}


class _Outline(HTMLParser):
    def __init__(self, ignore: set[str]) -> None:
        super().__init__()
        self.ignore = ignore
        self.open: list[str] = []
        self.lines: list[str] = []

    def _write(self, text: str) -> None:
        self.lines.append("  " * len(self.open) + text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = []
        for name, value in sorted((name, (value or "").split()) for name, value in attrs):
            if name not in self.ignore:
                kept.append(f"{name}={' '.join(sorted(value) if name == 'class' else value)}")
        self._write(f"<{' '.join([tag, *kept])}>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words:
            self._write(words)


def outline(html: str, *, ignore: set[str] | None = None) -> list[str]:
    """The elements of ``html``, a line each; order of attributes and classes does not count."""
    parser = _Outline(ignore or set())
    parser.feed(html)
    parser.close()
    assert not parser.open, f"never closed: {parser.open}"
    return parser.lines
