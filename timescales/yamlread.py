"""YAML read with line numbers, so that a mistake in a rule file can be pointed at."""

from collections.abc import Iterator
from datetime import date
from typing import NoReturn

import yaml

from timescales.errors import PackError


class Section:
    """One mapping of a rule file. Every key must be taken; `done` refuses what is left over."""

    def __init__(self, file: str, node: yaml.MappingNode, where: str) -> None:
        self.file, self.where, self.line = file, where, node.start_mark.line + 1
        self._nodes: dict[str, yaml.Node] = {}
        self._taken: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in self._nodes:
                raise PackError(file, key.start_mark.line + 1, where, f"{name!r} is given twice")
            self._nodes[name] = value

    def __contains__(self, key: str) -> bool:
        return key in self._nodes

    def __iter__(self) -> Iterator[str]:
        return iter(self._nodes)

    def line_of(self, key: str) -> int:
        """The line on which the key's value stands."""
        node = self._nodes.get(key)
        return node.start_mark.line + 1 if node else self.line

    def fail(self, reason: str, key: str | None = None) -> NoReturn:
        """Refuse the file because of this key (or the whole mapping)."""
        raise PackError(self.file, self.line_of(key) if key else self.line, self.where, reason)

    def value(self, key: str) -> object:
        """The plain value of a key, or None if it is not there."""
        self._taken.add(key)
        node = self._nodes.get(key)
        return None if node is None else plain(self.file, node, self.where)

    def text(self, key: str) -> str:
        """A key that must be there and be text."""
        found = self.value(key)
        if not isinstance(found, str) or not found.strip():
            self.fail(f"{key} is missing" if found is None else f"{key} must be words", key)
        return found.strip()

    def optional_text(self, key: str) -> str | None:
        """Text, or None if the key is not there."""
        return self.text(key) if key in self else None

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        """Text that must be one of a few words."""
        found = self.text(key)
        if found not in allowed:
            self.fail(f"{key} cannot be {found!r}: it is one of {', '.join(allowed)}", key)
        return found

    def flag(self, key: str) -> bool:
        """True or false; false if the key is not there."""
        found = self.value(key)
        if found is not None and not isinstance(found, bool):
            self.fail(f"{key} must be true or false", key)
        return bool(found)

    def day(self, key: str) -> date | None:
        """A date, or None if the key is not there."""
        found = self.value(key)
        if found is not None and type(found) is not date:
            self.fail(f"{key} must be a date such as 2015-04-01", key)
        return found

    def number(self, key: str) -> int:
        """A whole number of at least 1; 0 if the key is not there."""
        found = self.value(key)
        if found is None:
            return 0
        if not isinstance(found, int) or isinstance(found, bool) or found < 1:
            self.fail(f"{key} must be a whole number of at least 1", key)
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words; empty if the key is not there."""
        found = self.value(key)
        words = found if isinstance(found, list) else [] if found is None else [found]
        if not all(isinstance(word, str) for word in words):
            self.fail(f"{key} must be a list of words", key)
        return tuple(words)

    def section(self, key: str, where: str | None = None) -> "Section":
        """A key that must hold a mapping."""
        self._taken.add(key)
        node = self._nodes.get(key)
        if not isinstance(node, yaml.MappingNode):
            self.fail(f"{key} must be a list of names and values", key)
        return Section(self.file, node, where or self.where)

    def sections(self, key: str, where: str) -> list["Section"]:
        """A key that holds a list of mappings; empty if it is not there."""
        self._taken.add(key)
        node = self._nodes.get(key)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.fail(f"{key} must be a list", key)
        found = []
        for item in node.value:
            if not isinstance(item, yaml.MappingNode):
                raise PackError(
                    self.file, item.start_mark.line + 1, where, f"not an entry of {key}"
                )
            found.append(Section(self.file, item, where))
        return found

    def done(self) -> None:
        """Refuse keys nobody asked for."""
        for key in self._nodes:
            if key not in self._taken:
                self.fail(f"unknown key {key!r}", key)


def plain(file: str, node: yaml.Node, where: str) -> object:
    """A node as plain Python: dict, list, str, int, bool, date or None."""
    if isinstance(node, yaml.MappingNode):
        found: dict[str, object] = {}
        for key, value in node.value:
            if key.value in found:
                line = key.start_mark.line + 1
                raise PackError(file, line, where, f"{key.value!r} is given twice")
            found[str(key.value)] = plain(file, value, where)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [plain(file, item, where) for item in node.value]
    loader = yaml.SafeLoader("")
    try:
        scalar: object = loader.construct_object(node)
    except ValueError as wrong:
        raise PackError(file, node.start_mark.line + 1, where, str(wrong)) from None
    return scalar


def read(file: str, text: str) -> Section:
    """The mapping a rule file holds. Raises PackError if it is not YAML, or not a mapping."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 1 if wrong.problem_mark else 1
        raise PackError(file, line, "", f"not YAML: {wrong.problem}") from None
    except yaml.YAMLError as wrong:
        raise PackError(file, 1, "", f"not YAML: {wrong}") from None
    if not isinstance(node, yaml.MappingNode):
        raise PackError(file, 1, "", "a rule file is a mapping that starts with its pack's name")
    return Section(file, node, "")
