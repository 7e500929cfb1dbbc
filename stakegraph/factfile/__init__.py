"""The fact file: its schema, its readers and its writer."""
