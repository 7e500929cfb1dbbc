"""Explore graphs of stakeholders: who reports to whom, who holds which role, who is whose partner.

The way of a question through the package, each room importing only from those above it:

    errors, text           what can go wrong; safe text, whole files, suggestions, formats
    edtf, model            dates; actors, facts, events, sources, relations, names, sentences
    factfile, importers    fact files and other programs' files -> entries
    rules                  entries -> one set of facts: merging, checks, conflicts, inferences
    store                  facts kept for questions
    graph                  the networkx graph of one question
    questions              graph -> result
    exporters              graph -> another program's file
    outlines, renderers    result -> words -> terminal
    cli, interface         the commands; the same questions from Python

Every answer draws a networkx `MultiDiGraph` of organisations, people and reporting lines from the
facts, and networkx answers on it.
"""

TYPE_CHECKING = False  # the module `typing` takes as long as all that the command line begins with
if TYPE_CHECKING:
    import typing

# What `import stakegraph as sg` gives, and where it stands; nothing is loaded before it is used.
_PLACES = {
    "open": "interface",
    "Facts": "interface",
    "Answer": "renderers",
    "StakegraphError": "errors",
    "UsageError": "errors",
    "UnknownName": "errors",
    "AmbiguousName": "errors",
    "FactsError": "errors",
}


def __getattr__(name: str) -> "typing.Any":
    if name not in _PLACES:
        raise AttributeError(f"module 'stakegraph' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"stakegraph.{_PLACES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_PLACES})
