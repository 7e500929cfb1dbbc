"""EDTF dates (the Extended Date/Time Format): grammar, comparison, validity on a day, English."""
