"""A session of Spark: on this machine, on a cluster, or through Spark Connect."""

from __future__ import annotations

import os
import re
import socket
import sys
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from stakegraph.errors import CannotWriteError, UsageError
from stakegraph.text.formats import PACKAGE

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

FEWEST = 2  # shards that there are of the fewest facts

_LEAST = 512 << 20  # bytes of memory with which Spark starts
_WAITED = 10  # seconds for a master to take a connection
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    # Nobody reads what a plan is in words.
    "spark.sql.maxPlanStringLength": "1000",
    # A batch of records has entries of any length.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "2000",
}
# Of few facts, most of the time would go into planning anew and into compiling what runs once.
_FEW = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


@contextmanager
def session(engine: str, folder: str, shards: int, memory: int) -> Iterator[SparkSession]:
    """Yield a session whose executors have this package; what Spark tells goes to a file beside.

    The driver and each executor get so many bytes of memory. Raises UsageError where pyspark is not
    installed or that is too little, CannotWriteError where there is no Java, or the cluster cannot
    be reached or fails.
    """
    if memory < _LEAST:
        raise UsageError(f"Spark needs more memory: give {_LEAST >> 20}MiB or more")
    with warnings.catch_warnings(), _stderr_in(os.path.join(folder, "spark.log")):
        warnings.simplefilter("ignore")
        try:
            import pandas  # noqa: F401
            import pyarrow  # noqa: F401
            from pyspark.errors import PySparkException
            from pyspark.sql import SparkSession
        except ImportError as error:
            told = "Spark needs pyspark: pip install 'stakegraph[spark]'"
            raise UsageError(told) from error
        _reach(engine)
        spark = None
        try:
            builder: Any = SparkSession.builder
            for name, value in _settings(engine, shards, memory).items():
                builder = builder.config(name, value)
            spark = builder.master(engine).appName("stakegraph").getOrCreate()
            spark.addArtifacts(_package(folder), pyfile=True)
            yield spark
        except Exception as error:
            if not isinstance(error, PySparkException) and not _is_of_java(error):
                raise
            raise CannotWriteError(f"{engine}: {reason(str(error))}") from error
        finally:
            if spark is not None:
                with suppress(Exception):
                    spark.stop()


def _settings(engine: str, shards: int, memory: int) -> dict[str, str]:
    settings = {**_SETTINGS, "spark.sql.shuffle.partitions": str(shards)}
    settings |= _FEW if shards <= FEWEST else {}
    settings |= dict.fromkeys(("spark.driver.memory", "spark.executor.memory"), f"{memory >> 20}m")
    if engine.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    return settings


def _reach(engine: str) -> None:
    """Raise CannotWriteError where nobody listens at the address of a master."""
    found = re.fullmatch(r"spark://(.+):([0-9]+)", engine)
    if not found:
        return
    try:
        socket.create_connection((found[1].strip("[]"), int(found[2])), _WAITED).close()
    except (OSError, OverflowError) as error:
        told = getattr(error, "strerror", None) or str(error)
        raise CannotWriteError(f"{engine}: no Spark master answers there: {told}") from error


def reason(told: str) -> str:
    """Return in one line why Spark failed."""
    missing = re.findall(r"No module named '([^'\s]+)'", told)
    if missing:
        return (
            f"the Python of the executors has no {missing[-1].partition('.')[0]}: install there"
            " 'stakegraph[spark]', and name that Python in $PYSPARK_PYTHON"
        )
    if "JAVA_GATEWAY_EXITED" in told or "JAVA_HOME" in told:
        return "Spark needs Java 17: no Java can be started"
    if "All masters are unresponsive" in told or "stopped SparkContext" in told:
        return "no Spark master answers there"
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"[A-Za-z_.]*(?:Error|Exception)\b", line)]
    return (errors or lines or ["Spark failed"])[-1][:300]


def _is_of_java(error: Exception) -> bool:
    """Return whether an error came from Spark's side, through what calls it."""
    return type(error).__module__.startswith("py4j") or isinstance(error, ConnectionError)


def _package(folder: str) -> str:
    """Return the path of an archive of this package, which executors import it from."""
    path = os.path.abspath(os.path.join(folder, "stakegraph.zip"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, _, names in os.walk(PACKAGE):
            for name in sorted(names):
                if name.endswith(".py"):
                    file = os.path.join(place, name)
                    inside = os.path.relpath(file, os.path.dirname(PACKAGE))
                    archive.write(file, inside)
    return path


@contextmanager
def _stderr_in(path: str) -> Iterator[None]:
    """Let what Java and its processes write to standard error go to a file."""
    sys.stderr.flush()
    kept = os.dup(2)
    with open(path, "ab") as file:
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
