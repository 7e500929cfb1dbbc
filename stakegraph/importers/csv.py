"""Tables of any shape, lists of edges among them: another name of the format `table`."""

from stakegraph.importers.table import read as read
