"""Actors, facts, events and sources; the table of relations; names; sentences."""
