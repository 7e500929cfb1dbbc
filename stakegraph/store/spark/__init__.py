"""Facts compiled by a cluster: the rules of this package, applied to groups by Spark's executors.

Spark (https://spark.apache.org/) sorts, joins and brings groups together; what is done with a part
of the facts is done by the same code as in one database, in tables that hold only that part.
"""
