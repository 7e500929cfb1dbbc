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
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from stakegraph.errors import CannotWriteError, UsageError
from stakegraph.text.formats import PACKAGE

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

CONNECT = "sc://"  # with what the address of a server of Spark Connect begins

_LEAST = 512 << 20  # bytes of memory with which Spark starts
_WAITED = 10  # seconds for a master or a server to take a connection
_RETRIES = 6  # in a minute or two, until a server that was lost is given up
_PORT = 15002  # of a server of Spark Connect of which none is said
# What holds from the start of a Spark on; a server of Spark Connect has its own.
_STATIC = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "WARN",
}
_SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    # Nobody reads what a plan is in words.
    "spark.sql.maxPlanStringLength": "1000",
    # A batch of records has entries of any length.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "2000",
}
# Of few facts, most of the time would go into planning anew and into compiling what runs once: of
# very few, into making Java of each plan as well.
_FEW = 128 << 20  # bytes of fact files
_OF_FEW = {"spark.sql.adaptive.enabled": "false", "spark.sql.files.minPartitionNum": "1"}
_VERY_FEW = 8 << 20
_OF_VERY_FEW = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
_JAVA = "-XX:+UseParallelGC"
_JAVA_OF_FEW = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
_FRAME = re.compile(r"at [\w.$/]+[(<]|\.\.\. \d+ more")  # where Java was
_ERROR = re.compile(r"[A-Za-z_.]*(?:Error|Exception)\b|\[[A-Z_.]+\] ")
_CHOICES = ("SPARK_REMOTE", "SPARK_CONNECT_MODE_ENABLED", "SPARK_API_MODE")


def check(engine: str, memory: int) -> None:
    """Make sure that a session can be begun.

    Raises UsageError where pyspark is not installed or so many bytes of memory are too little,
    CannotWriteError where the cluster cannot be reached.
    """
    if memory < _LEAST:
        raise UsageError(f"Spark needs more memory: give {_LEAST >> 20}MiB or more")
    with warnings.catch_warnings(), _chosen():
        warnings.simplefilter("ignore")
        try:
            import pandas  # noqa: F401
            import pyarrow  # noqa: F401
            import pyspark.sql

            if engine.startswith(CONNECT):
                import pyspark.sql.connect.client  # noqa: F401
        except ImportError as error:
            told = "Spark needs pyspark: pip install 'stakegraph[spark]'"
            raise UsageError(told) from error
    _reach(_name(engine))


@contextmanager
def session(
    engine: str, folder: str, shards: int, memory: int, size: int
) -> Iterator[SparkSession]:
    """Yield a session whose executors have this package; what Spark tells goes to a file beside.

    It is set up for fact files of so many bytes in all, in so many shards. The driver and each
    executor get so many bytes of memory, but for those of a server of Spark Connect, which has
    begun them. Raises CannotWriteError where there is no Java, or the cluster fails.
    """
    name = _name(engine)
    with (
        warnings.catch_warnings(),
        _stderr_in(os.path.join(folder, "spark.log")),
        _chosen(),
        TemporaryDirectory() as plain,  # whose path is an address as well
    ):
        warnings.simplefilter("ignore")
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession

        spark = None
        try:
            builder: Any = SparkSession.builder
            for key, value in _settings(engine, shards, memory, size).items():
                builder = builder.config(key, value)
            if engine.startswith(CONNECT):
                from pyspark.sql.connect.client.retries import DefaultPolicy

                spark = builder.remote(engine).getOrCreate()
                spark.client.set_retry_policies([DefaultPolicy(max_retries=_RETRIES)])
            else:
                spark = builder.master(engine).appName("stakegraph").getOrCreate()
            spark.addArtifacts(_package(plain), pyfile=True)
            yield spark
        except Exception as error:
            if not isinstance(error, PySparkException) and not _is_of_java(error):
                raise
            raise CannotWriteError(f"{name}: {reason(str(error))}") from error
        finally:
            if spark is not None:
                with suppress(Exception):
                    spark.stop()


def _settings(engine: str, shards: int, memory: int, size: int) -> dict[str, str]:
    settings = {**_SETTINGS, "spark.sql.shuffle.partitions": str(shards)}
    settings |= _OF_FEW if size < _FEW else {}
    settings |= _OF_VERY_FEW if size < _VERY_FEW else {}
    if engine.startswith(CONNECT):
        return settings
    settings |= _STATIC
    for each in ("spark.driver", "spark.executor"):
        settings[f"{each}.memory"] = f"{memory >> 20}m"
        settings[f"{each}.extraJavaOptions"] = _JAVA_OF_FEW if size < _FEW else _JAVA
    if engine.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    return settings


def _name(engine: str) -> str:
    """Return what an engine is called in messages: without what follows, which may be a token."""
    return engine.partition(";")[0].rstrip("/")


def _reach(engine: str) -> None:
    """Raise CannotWriteError where nobody listens at the address of a master or a server."""
    found = re.fullmatch(r"(spark|sc)://(\[.+\]|[^:/]+)(?::([0-9]+))?/?", engine)
    if not found:
        return
    scheme, host, port = found.groups()
    who = "Spark master" if scheme == "spark" else "server of Spark Connect"
    try:
        socket.create_connection((host.strip("[]"), int(port or _PORT)), _WAITED).close()
    except (OSError, OverflowError) as error:
        told = getattr(error, "strerror", None) or str(error)
        raise CannotWriteError(f"{engine}: no {who} answers there: {told}") from error


@contextmanager
def _chosen() -> Iterator[None]:
    """Let nothing that was set before choose between Spark and Spark Connect."""
    before = {name: os.environ.pop(name, None) for name in _CHOICES}
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


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
    if "StatusCode.UNAVAILABLE" in told:
        return "the server of Spark Connect was lost"
    full = re.search(r"No space left on device|Disk quota exceeded|File too large", told)
    if full:
        return full[0]
    lines = [line.strip().removeprefix("Caused by: ") for line in told.splitlines()]
    lines = [line for line in lines if re.search(r"\w ", line) and not _FRAME.match(line)]
    errors = [*filter(_ERROR.match, lines)]
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
