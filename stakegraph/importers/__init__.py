"""Another program's file -> entries.

Each module reads one format, as `read(data, path) -> Reading`.
"""
