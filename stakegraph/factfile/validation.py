"""From a table of the document to a record of the fact file, or to all that is wrong with it."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

import msgspec

from stakegraph.edtf import dates
from stakegraph.errors import Problem, QuantityError, Severity, shortened
from stakegraph.factfile.placed import Items, Plain, Table
from stakegraph.factfile.schema import (
    COUNT_PATTERN,
    ID_PATTERN,
    LANGUAGE_PATTERN,
    QUANTITIES,
    SHA256_PATTERN,
    Record,
    Text,
)
from stakegraph.model.facts import Place
from stakegraph.model.qualifiers import check
from stakegraph.text.folding import plain_letters
from stakegraph.text.suggestions import did_you_mean

R = TypeVar("R", bound=Record)


# What is wrong with a text that does not match a pattern, and what would.
_ADVICE = {
    COUNT_PATTERN: "whole number from 1: write 2",
    SHA256_PATTERN: "SHA-256: write its 64 hexadecimal digits, as sha256sum prints them",
    LANGUAGE_PATTERN: "tag of a language: write two or three letters, such as en, de, pt-BR",
}

# Other words, by the fields that they may stand for.
_OTHER_WORDS = {
    "at": ("page", "paragraph", "place"),
    "because": ("reason",),
    "date": ("published", "publication", "day"),
    "evidence": ("source", "sources", "cite", "cites", "citation", "ref", "reference"),
    "kind": ("type", "category"),
    "name": ("title", "label"),
    "note": ("notes", "comment", "comments", "remark"),
    "quote": ("quotation", "passage"),
    "share": ("percent", "percentage", "stake"),
    "since": ("from", "start", "starts", "begin", "begins", "begun"),
    "title": ("name", "headline", "role", "position", "job"),
    "until": ("to", "end", "ends", "ended", "till"),
    "url": ("link", "web", "website", "address"),
    "who": ("subject", "person", "actor"),
    # What may be chosen, likewise.
    "charity": ("ngo", "foundation", "non-profit", "nonprofit", "not-for-profit"),
    "company": ("firm", "business", "corporation", "enterprise", "ltd", "plc", "llp", "bank"),
    "denied": ("false", "untrue", "wrong", "refuted"),
    "designate": ("elect", "incoming"),
    "disputed": ("contested", "challenged"),
    "dotted": ("matrix", "dashed", "functional"),
    "false": ("no",),
    "hedged": (
        *("alleged", "claimed", "likely", "maybe", "possible", "possibly", "probable", "probably"),
        *("reported", "reportedly", "rumoured", "suspected", "uncertain", "unconfirmed", "unsure"),
    ),
    "inferred": ("assumed", "deduced", "derived", "implied"),
    "interim": ("caretaker", "temporary"),
    "public body": ("agency", "authority", "council", "government", "local authority", "ministry"),
    "stated": ("certain", "confirmed", "sure"),
    "true": ("yes",),
}
_LEFT_OUT = "; where none is right, leave it out and say it in 'description'"


def meant(word: str, fields: Iterable[str]) -> str:
    """Return `: did you mean 'since'?` for a field, or a choice, that a word may stand for."""
    known = list(fields)
    others = [one for one in known if word.casefold() in _OTHER_WORDS.get(one, ())]
    return "".join(f": did you mean {one!r}?" for one in others[:1]) or did_you_mean(word, known)


class Validator:
    """Makes the tables of one file into records and puts down the problems of the file."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems
        self.errors = 0

    def report(
        self,
        place: Place,
        message: str,
        rule: str,
        severity: Severity = "error",
        unknown: str = "",
    ) -> None:
        """Put down one problem of the file; `unknown` is an id that may be none."""
        self.errors += severity == "error"
        found = Problem(self.path, *place, severity, message, rule, unknown=unknown)
        self.problems.append(found)

    def record(self, table: Table, record_type: type[R]) -> R | None:
        """Return the record of a table, or None after reporting all that is wrong with it."""
        errors = self.errors
        self._texts(table, record_type)
        self._dates(table, record_type)
        self._quantities(table, record_type)
        try:
            record = msgspec.convert(_bare(table), record_type)
        except msgspec.ValidationError:
            self._misfits(table, record_type)
            return None
        return record if self.errors == errors else None

    def _misfits(self, table: Table, record_type: type[Record]) -> None:
        fields = _fields(record_type)
        for key, value in table.items():
            if key not in fields:
                more = meant(key, fields)
                if not more and value == "" and not key.isidentifier():
                    more = ": a text with a comma in it needs quotation marks"
                more = more or self.there_are(key, fields)
                self.report(table.keys_at[key], f"unknown key {key!r}{more}", "unknown-key")
                continue
            self._misfit(key, value, table.values_at[key], fields[key].type)
        for name, wanted in fields.items():
            if wanted.required and name not in table:
                self.report((table.line, table.column), f"{name!r} is missing", "missing-key")

    def there_are(self, key: str, fields: Iterable[str]) -> str:
        """Return what may stand where a key stands that is unknown and near to none."""
        return f"; there are {', '.join(fields)}"

    def _misfit(self, key: str, value: Any, place: Place, wanted: Any) -> None:
        """Report what is wrong with one value, if anything is; of a list, with each item."""
        each = item_type(wanted)
        if isinstance(value, Items) and each:
            for item, at in zip(value, value.values_at, strict=True):
                self._misfit(key, item, at, each)
        elif isinstance(value, Table) and (inner := _record_type(wanted)):
            self._misfits(value, inner)
        elif isinstance(value, Table) and get_origin(wanted) is dict:
            names, parts = get_args(wanted)
            for name, part in value.items():
                self._misfit(key, name, value.keys_at[name], names)
                if part == "":
                    self.text(name, part, value.values_at[name])
                self._misfit(f"{key}: {name}", part, value.values_at[name], parts)
        elif value != "":  # which `_texts` reports
            try:
                msgspec.convert(value, wanted)
            except msgspec.ValidationError as error:
                rule = "bad-id" if takes_ids(wanted) and isinstance(value, str) else "wrong-type"
                self.report(place, f"{key}: {_plainly(value, wanted, error)}", rule)

    def _texts(self, table: Table, record_type: type[Record]) -> None:
        """Report empty values, and texts that other YAML readers would take for something else."""
        fields = _fields(record_type)
        for key, value in table.items():
            if value == "" and key not in fields:  # which `_misfits` reports
                continue
            is_bare = key in record_type.NO_TEXTS or _is_quantity(fields, key)
            if not is_bare or value == "":
                inner = inner_type(fields[key].type) if key in fields else None
                self.text(key, value, table.values_at[key], inner or Record)

    def text(self, key: str, value: Any, place: Place, record_type: type[Record] = Record) -> None:
        """Report a value that is empty or that other YAML readers would misread, or has such.

        `record_type` is what a table of it must be.
        """
        if value == "":
            message = f"{key}: nothing is given: write a value or remove the key"
            self.report(place, message, "empty-value")
        elif type(value) is Plain:
            self._misread(place, value)
        elif type(value) is Items:
            for item, at in zip(value, value.values_at, strict=True):
                self.text(key, item, at, record_type)
        elif type(value) is Table:
            self._texts(value, record_type)

    def _misread(self, place: Place, text: Plain) -> None:
        message = f"other YAML readers take {str(text)!r} for {text.otherwise}: write '{text}'"
        self.report(place, message, "misread-text", "warning")

    def _dates(self, table: Table, record_type: type[Record]) -> None:
        """Take the spaces from around the dates of a table, and report those that are none."""
        for key, field in _fields(record_type).items():
            value = table.get(key, "")
            if key in record_type.DATES and isinstance(value, str) and value:
                try:
                    table[key] = dates.parse(value).text
                except dates.DateError as error:
                    self.report(table.values_at[key], _no_date(key, value, error), "bad-date")
            elif value and (inner := inner_type(field.type)):
                for item in value if isinstance(value, Items) else (value,):
                    if isinstance(item, Table):
                        self._dates(item, inner)

    def _quantities(self, table: Table, record_type: type[Record]) -> None:
        """Report shares and amounts that are none."""
        for name in QUANTITIES:
            value = table.get(name, "")
            if _is_quantity(_fields(record_type), name) and isinstance(value, str) and value:
                try:
                    check(name, value)
                except QuantityError as error:
                    self.report(table.values_at[name], f"{name}: {error}", f"bad-{name}")


def slug(text: str) -> str:
    """Make an id of a text: lower case, with hyphens for what an id does not take."""
    plain = re.sub(r"[^a-z0-9._-]+", "-", re.sub("['’]", "", text.casefold())).strip("-._")
    return plain or "unnamed"


def no_id(text: str) -> str:
    """Say of a text that it is no id, and which is one."""
    if not re.search("[a-z0-9]", text.casefold()):  # nothing of it can be in one
        return f"{shortened(text)!r} is no id: an id has the letters a to z, digits and hyphens"
    return f"{shortened(text)!r} is no id: write {slug(text)!r}"


def readable_slug(name: str) -> str:
    """Make an id of a name, accents taken off first; "" where nothing of the name can be in one."""
    bare = plain_letters(name)
    made = slug(bare)
    # `slug` says "unnamed" of what has no letter that an id can have.
    return made[:60].strip("-._") if re.search("[a-z0-9]", bare) else ""


def _no_date(key: str, value: str, error: dates.DateError) -> str:
    """Say what to do with a field whose value is no date."""
    from stakegraph.edtf.advice import is_unknown, says_nothing  # only what is wrong needs them

    if not says_nothing(value):
        return f"{key}: {error}"
    known = {"since": "no start", "until": "no end"}.get(key, "no date")
    roughly = "; '../2006' is by 2006, '2006~' about 2006" if is_unknown(value) else ""
    return f"leave {key!r} out: {known} is known{roughly}"


def _bare(value: Any) -> Any:
    """Return a value in plain texts: msgspec writes no subclass of `str`, such as `Plain`."""
    if type(value) is Plain:
        return str(value)
    if isinstance(value, dict):
        return {key: _bare(inner) for key, inner in value.items()}
    return [_bare(inner) for inner in value] if isinstance(value, list) else value


@cache
def _fields(record_type: type[Record]) -> dict[str, msgspec.structs.FieldInfo]:
    """Return the fields of a record by what a file calls them."""
    return {field.encode_name: field for field in msgspec.structs.fields(record_type)}


def _is_quantity(fields: Mapping[str, msgspec.structs.FieldInfo], key: str) -> bool:
    """Return whether the field of a record is a share or an amount."""
    return key in QUANTITIES and key in fields and fields[key].type == QUANTITIES[key]


@cache
def _record_type(wanted: Any) -> type[Record] | None:
    """Return what a table must be where a type is wanted, or None where none may stand."""
    options = () if get_origin(wanted) in (list, tuple) else (wanted, *get_args(wanted))
    found = (each for each in options if isinstance(each, type) and issubclass(each, Record))
    return next(found, None)


def inner_type(wanted: Any) -> type[Record] | None:
    """Return what a table must be, or one in a list, or None where none may stand."""
    return _record_type(wanted) or _record_type(item_type(wanted))


def takes_ids(wanted: Any) -> bool:
    """Return whether an id is wanted, or a list of some."""
    return ID_PATTERN in (getattr(each, "pattern", "") for each in get_args(wanted))


def item_type(wanted: Any) -> Any:
    """Return what the items of a list must be, or None where no list is wanted."""
    for option in () if get_origin(wanted) is dict else (wanted, *get_args(wanted)):
        if get_origin(option) in (list, tuple):
            return get_args(option)[0]
    return None


def _plainly(value: Any, wanted: Any, error: msgspec.ValidationError) -> str:
    """Say in a fact file's own words what a field should have been."""
    options = [option for part in get_args(wanted) for option in (part, *get_args(part))]
    choices = [option for option in options if option and isinstance(option, str)]
    if get_origin(wanted) is dict:
        names, parts = get_args(wanted)
        if takes_ids(names):
            return "write {SCHEME: IDENTIFIER}, such as {lei: 529900T8BM49AURSDO55}"
        return f"write {{QUALIFIER: {'[VALUE, ...]' if get_origin(parts) is tuple else 'VALUE'}}}"
    inner = inner_type(wanted)
    if inner and Text not in options:
        names = sorted(inner.DATES) or inner.__struct_encode_fields__
        fields = f"{{{', '.join(f'{name}: ...' for name in names)}}}"
        return f"write {fields if wanted is inner else f'a list: [{fields}]'}"
    if not isinstance(value, str):
        return "write a list" if get_origin(wanted) is tuple else "write one text"
    if get_origin(wanted) is tuple:
        return f"write a list: [{value}]"
    if choices:
        near = meant(value, choices) or _LEFT_OUT * ("company" in choices)
        return f"{value!r} is none of {', '.join(choices)}{near}"
    if takes_ids(wanted):
        return no_id(value)
    for pattern, advice in _ADVICE.items():
        if pattern in (getattr(each, "pattern", "") for each in options):
            return f"{value!r} is no {advice}"
    return f"write a list: [{value}]"
