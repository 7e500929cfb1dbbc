"""The JSON Schema of fact files."""

from typing import Annotated

import typer

from stakegraph.cli._app import command
from stakegraph.cli._options import Out
from stakegraph.cli._output import Output


@command("The fact files themselves")
def schema(
    facts: Annotated[
        list[str],
        typer.Option(
            "--facts",
            metavar="PATH",
            help="Include the own relations of these.",
            show_default=False,
        ),
    ] = [],  # noqa: B006
    out: Out = "",
) -> None:
    """Print the JSON Schema of fact files, for editors.

    Example: stakegraph schema
    """
    from stakegraph.factfile.discovery import files
    from stakegraph.factfile.json_schema import json_schema_text
    from stakegraph.model.relations import RELATIONS
    from stakegraph.store.loading import load

    output = Output(out, files(facts))
    relations = load(facts).relations if facts else RELATIONS
    output.write([json_schema_text(relations)])
