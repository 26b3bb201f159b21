"""The schema of the API as a page shows it: drawn from the schema itself, so never behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator


@dataclass(frozen=True)
class Value:
    """Something sent or answered: its name (dots lead into an object), kind and meaning."""

    name: str
    kind: str
    says: str
    required: bool


@dataclass(frozen=True)
class Operation:
    """One method of one address."""

    method: str
    path: str
    summary: str
    says: str
    parameters: list[Value]
    body: list[Value]
    answer: list[Value]
    refusals: list[str]


@cache
def operations() -> list[Operation]:
    """Every operation, in the order of its address."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    shapes = schema["components"]["schemas"]
    return [
        _operation(method, path, one, shapes)
        for path, methods in schema["paths"].items()
        for method, one in methods.items()
        if not path.endswith("/schema/")
    ]


def _operation(method: str, path: str, one: dict[str, Any], shapes: dict[str, Any]) -> Operation:
    answers = one["responses"]
    well = next(code for code in answers if code.startswith("2"))
    body = one.get("requestBody", {}).get("content", {}).get("application/json", {})
    return Operation(
        method.upper(),
        path,
        one.get("summary", ""),
        one.get("description", ""),
        [_parameter(given) for given in one.get("parameters", [])],
        _values(body.get("schema", {}), shapes),
        _values(answers[well]["content"]["application/json"]["schema"], shapes),
        [code for code in answers if code != well],
    )


def _parameter(given: dict[str, Any]) -> Value:
    place = {"path": "in the address", "query": "after ?", "header": "header"}[given["in"]]
    kind = f"{_kind(given['schema'])}, {place}"
    return Value(given["name"], kind, given.get("description", ""), given.get("required", False))


def _values(shape: dict[str, Any], shapes: dict[str, Any], under: str = "") -> list[Value]:
    """The fields of an object, those of objects inside it after it."""
    whole = _resolved(shape, shapes)
    if whole.get("type") == "array":
        return _values(whole["items"], shapes, f"{under}[].")
    found: list[Value] = []
    needed = whole.get("required", [])
    for name, field in whole.get("properties", {}).items():
        inner = _resolved(field, shapes)
        says = field.get("description") or ""
        found.append(Value(under + name, _kind(inner), says, name in needed))
        if inner.get("type") == "array":
            found += _values(inner["items"], shapes, f"{under}{name}[].")
        elif inner.get("properties"):
            found += _values(inner, shapes, f"{under}{name}.")
    return found


def _resolved(shape: dict[str, Any], shapes: dict[str, Any]) -> dict[str, Any]:
    for wrap in ("allOf", "oneOf"):
        if wrap in shape:
            return _resolved(shape[wrap][0], shapes)
    if "$ref" in shape:
        found: dict[str, Any] = shapes[shape["$ref"].rsplit("/", 1)[1]]
        return found
    return shape


def _kind(shape: dict[str, Any]) -> str:
    if "enum" in shape:
        return " | ".join(str(one) for one in shape["enum"] if one not in {"", None})
    kind = shape.get("type", "")
    named = {
        "array": "list",
        "boolean": "true or false",
        "integer": "whole number",
        "string": "text",
    }
    words = {"date": "date", "date-time": "date and time", "uuid": "UUID", "uri": "address"}
    said = words.get(shape.get("format", ""), named.get(kind, kind))
    return f"{said} or null" if shape.get("nullable") else said
