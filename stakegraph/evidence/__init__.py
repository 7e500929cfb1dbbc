"""The texts of sources: their passages, the quotations and names in them, what `verify` reports."""
