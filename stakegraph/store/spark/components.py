"""Connected components, in rounds whose number grows with the logarithm of their size.

Kiveris, Lattanzi, Mirrokni, Rastogi and Vassilvitskii, "Connected components in MapReduce and
beyond" (2014): large-star and small-star by turns until nothing changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql import functions as sql

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

from stakegraph.store.spark.frames import Frames

_ROUNDS = 100  # more than any number of nodes needs


def components(frames: Frames, edges: DataFrame) -> DataFrame | None:
    """Return for each `node` of edges that is not the least of its component that one, its `root`.

    None is where there are no edges.
    """
    one, other = edges.columns
    there = edges.select(sql.col(one).alias("node"), sql.col(other).alias("root"))
    there = frames.kept(there.where("node <> root").distinct())
    known = _sum(there)
    if not known[0]:
        return None
    for _ in range(_ROUNDS):
        there = frames.kept(_small_star(_large_star(there)))
        found = _sum(there)
        if found == known:
            break
        known = found
    return there


def _large_star(edges: DataFrame) -> DataFrame:
    """Tie each neighbour of a node that is greater than it to the least neighbour."""
    there = edges.union(edges.select("root", "node")).toDF("node", "near")
    least = there.groupBy("node").agg(sql.least("node", sql.min("near")).alias("root"))
    ties = there.join(least, "node").where("near > node")
    return ties.select(sql.col("near").alias("node"), "root").distinct()


def _small_star(edges: DataFrame) -> DataFrame:
    """Tie each neighbour of a node that is not greater than it, and the node, to the least."""
    greater, less = sql.greatest("node", "root"), sql.least("node", "root")
    there = edges.select(greater.alias("node"), less.alias("near"))
    least = there.groupBy("node").agg(sql.min("near").alias("root"))
    ties = there.join(least, "node").select(sql.col("near").alias("node"), "root").union(least)
    return ties.where("node <> root").distinct()


def _sum(edges: DataFrame) -> tuple[int, object]:
    """Return a number that tells edges from others, with how many there are."""
    (row,) = edges.agg(
        sql.count("*"), sql.expr("sum(cast(xxhash64(node, root) as decimal(38)))")
    ).collect()
    return row[0], row[1]
