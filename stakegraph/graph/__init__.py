"""The networkx graph that every answer draws of organisations, people and reporting lines."""
