"""Facts in a folder of Parquet: what is in it, how it is written, and how it is asked."""
