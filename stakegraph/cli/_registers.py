"""Registers among the files that are compiled: recognised, and imported into the folder."""

import hashlib
import json
import os
import re
from collections.abc import Container, Iterable, Iterator, Mapping

from stakegraph.cli._import_notes import say_notes, write_report
from stakegraph.cli._importing import (
    progress,
    read_as,
    recognised,
    refuse_nothing,
    temporary_files,
    write_facts,
)
from stakegraph.cli._source_details import describe
from stakegraph.errors import Problem, Unsure, UsageError
from stakegraph.factfile.readers import JSON_LINES
from stakegraph.model.sentences import counted
from stakegraph.store.keep import Kept
from stakegraph.store.parquet.inputs import Inputs, Register
from stakegraph.store.parquet.layout import FACTS

_FORMATS = ("bods", "companies_house", "ftm", "ocds")  # of which a line is a record
_YAML = (".yaml", ".yml")
_SAME = "an id in two of these files is one actor's, and imports make ids of names: check that"
_SAME += " nobody is taken for somebody else who is called so"
_LINE = re.compile(r"line ([0-9]+)")


def imported(
    given: Kept, folder: str, out: str, about: Mapping[str, str], report: str = ""
) -> Inputs:
    """Return the fact files, in the place of a register what is imported of it into a folder.

    That will be called `out`. `about` says of one register what its file does not; what was left
    out of that is written into a `report`. Raises UsageError where there is none, or several, and
    for a file in the folder whose place this one takes.
    """
    for path in given.files:
        if os.path.realpath(path).startswith(os.path.realpath(out) + os.sep):
            told = "it lies in the folder that is replaced: name another one with --out"
            raise UsageError(f"{path}: {told}")
    found = [path for path in given.files if _is_register(path)]
    options = [name for name, value in (*about.items(), ("report", report)) if value]
    if options and len(found) != 1:
        option = options[0].replace("title", "source-title").replace("date", "source-date")
        told = f"{len(found)} are compiled: import each, and compile that"
        told = told if found else "no file is one"
        raise UsageError(f"--{option} is about one register, and {told}")
    registers: dict[str, Register] = {}
    for path in found:
        register = _imported(path, folder, about, report, registers.values())
        registers[os.path.join(out, os.path.relpath(register.facts, folder))] = register
    places = {register.path: name for name, register in registers.items()}
    files = [places.get(path, path) for path in given.files]
    if found and len(files) > 1:
        say_notes([_SAME])
    inputs = Inputs(Kept(given.paths, files, 0), registers)
    size = sum(os.path.getsize(inputs.path(name)) for name in files)
    return inputs._replace(kept=inputs.kept._replace(size=size))


def at_registers(problems: Iterable[Problem], inputs: Inputs) -> Iterator[Problem]:
    """Yield problems with the lines of registers in the place of those of what was imported.

    Nothing is kept of that where there are errors.
    """
    known = [*problems]
    if not inputs.registers:
        yield from known
        return
    names = "|".join(map(re.escape, inputs.registers))
    mentioned = re.compile(f"({names}):([0-9]+)")
    wanted: dict[str, set[int]] = {name: set() for name in inputs.registers}
    for problem in known:
        for name, line in mentioned.findall(f"{problem.path}:{problem.line} {problem.message}"):
            wanted[name].add(int(line))
    lines = {name: _lines_of(inputs.registers[name].facts, those) for name, those in wanted.items()}

    def original(match: re.Match[str]) -> str:
        name, line = match[1], int(match[2])
        return f"{inputs.registers[name].path}:{lines[name][line]}"

    for problem in known:
        problem = problem._replace(message=mentioned.sub(original, problem.message))
        if problem.path in inputs.registers:
            path, line = inputs.registers[problem.path].path, lines[problem.path][problem.line]
            problem = problem._replace(path=path, line=line, column=1)
        yield problem


def _lines_of(facts: str, wanted: Container[int]) -> dict[int, int]:
    """Return for lines of an imported fact file the lines of the register that they cite."""
    found = {}
    with open(facts, encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if number in wanted:
                cited = json.dumps(json.loads(line).get("evidence"))
                at = _LINE.search(cited)
                found[number] = int(at[1]) if at else 1
    return found


def _is_register(path: str) -> bool:
    """Return whether a file is one of a register, whatever it is called."""
    from stakegraph.importers._recognition import shapes
    from stakegraph.text.files import opened

    if path.endswith(_YAML) or not os.path.isfile(path):
        return False
    with opened(path) as data:
        found = shapes(data)
    return bool(found) and found[0].format in _FORMATS


def _imported(
    path: str, folder: str, about: Mapping[str, str], report: str, beside: Iterable[Register]
) -> Register:
    """Import a register into a fact file of a folder, under the id of its source."""
    from stakegraph.factfile.reading import uncollected
    from stakegraph.text.files import opened

    place = os.path.join(folder, FACTS)
    os.makedirs(place, exist_ok=True)
    with opened(path) as data, temporary_files(), uncollected():
        format = recognised("", data, path)
        with progress(data.seek(0, os.SEEK_END)) as step:
            try:
                reading = read_as(format, data, path, {}, step)
            except Unsure as unsure:
                option = f"--{unsure.option.replace('_', '-')} ..."
                advice = f"stakegraph import {path} {option} --out facts.jsonl, and compile that"
                raise UsageError(f"{unsure.question}: {advice}") from unsure
            describe(reading, {**about}, path)
            if report:
                write_report(report, reading.notes)
            say_notes(reading.notes, report)
            refuse_nothing(reading, format, path)
            facts = os.path.join(place, f"{reading.sources[0].id}{JSON_LINES}")
            for other in beside:
                if other.facts == facts:
                    told = f"its source would have the id of that of {other.path}: rename one"
                    raise UsageError(f"{path}: {told}")
            with open(facts, "xb") as file:
                write_facts(reading, facts, file, step)
    with open(path, "rb") as whole:
        digest = hashlib.file_digest(whole, "sha256").hexdigest()
    kinds = counted(len(reading.actors), "actor"), counted(len(reading.facts), "fact")
    say_notes([f"{' and '.join(kinds)} from {path}"])
    return Register(path, format, digest, facts)
