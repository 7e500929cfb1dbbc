"""The formats we speak are the modules of three folders."""

import subprocess
import sys
from pathlib import Path

import pytest

from stakegraph.errors import UsageError
from stakegraph.text import formats

FOLDERS = ["importers", "renderers", "exporters"]


def test_a_format_is_called_as_its_module() -> None:
    assert formats.names("importers") == sorted(set(formats.names("importers")))
    assert "popolo" in formats.names("importers")
    assert "graphml" in formats.names("exporters")
    assert {"tree", "table", "json", "csv", "md"} <= set(formats.names("renderers"))


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_private_module_and_no_cache_is_a_format(folder: str) -> None:
    assert all(name.isidentifier() and name[0] != "_" for name in formats.names(folder))


@pytest.mark.parametrize(
    ("folder", "functions"),
    [
        ("importers", ["read"]),
        ("exporters", ["write", "write_files", "write_facts"]),
        ("renderers", ["show"]),
    ],
)
def test_every_format_can_be_loaded_and_does_what_its_folder_does(
    folder: str, functions: list[str]
) -> None:
    for name in formats.names(folder):
        module = formats.load(folder, name)
        assert [callable(getattr(module, one, None)) for one in functions].count(True) == 1, name


def test_a_format_that_does_not_exist_is_a_wrong_call_that_lists_those_that_do() -> None:
    with pytest.raises(UsageError) as error:
        formats.load("renderers", "pdf")
    listed = ", ".join(formats.names("renderers"))
    assert str(error.value) == f"no format is called 'pdf'; there are: {listed}"


def test_a_name_that_leaves_the_folder_is_no_format() -> None:
    for name in ("..errors", "__init__", "../errors", ""):
        with pytest.raises(UsageError):
            formats.load("importers", name)


def test_listing_imports_no_format() -> None:
    code = (
        "import sys; from stakegraph.text import formats;"
        " [formats.names(folder) for folder in ('importers', 'renderers', 'exporters')];"
        " print(sorted(name for name in sys.modules if name.startswith('stakegraph.')))"
    )
    root = Path(__file__).parents[2]
    ran = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True)
    assert ran.stdout == "['stakegraph.errors', 'stakegraph.text', 'stakegraph.text.formats']\n"
