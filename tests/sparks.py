"""Sparks of a few processes on this machine, for as long as a test needs them."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path


class Cluster:
    """A master and two workers of one core each on this machine."""

    def __init__(self, folder: Path) -> None:
        import pyspark

        self.folder = folder
        self.program = Path(pyspark.__file__).parent / "bin" / "spark-class"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.master = self.begun("master", "--webui-port", "0", "--port", "0").group()
        self.workers = []
        for name in ("one", "two"):
            more = ("--cores", "1", "--memory", "1g", "--webui-port", "0", self.master)
            self.begun("worker", "--work-dir", str(folder / name), *more)
            self.workers.append(self.processes[-1])

    def begun(self, kind: str, *words: str) -> re.Match[str]:
        """Begin a process; return what it says once it has begun."""
        log = self.folder / f"{kind}{len(self.processes)}.log"
        command = [f"org.apache.spark.deploy.{kind}.{kind.title()}", "--host", "127.0.0.1", *words]
        few = {"SPARK_DAEMON_MEMORY": "256m", "SPARK_LOCAL_IP": "127.0.0.1"}
        few["SPARK_DAEMON_JAVA_OPTS"] = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
        with log.open("wb") as told:
            process = subprocess.Popen(
                [str(self.program), *command], stdout=told, stderr=told, env={**os.environ, **few}
            )
        self.processes.append(process)
        begun = r"spark://[^ \n]+" if kind == "master" else "registered with master"
        while process.poll() is None:
            if found := re.search(begun, log.read_text(encoding="utf-8")):
                return found
            time.sleep(0.1)
        raise AssertionError(log.read_text(encoding="utf-8"))

    def close(self) -> None:
        """End the processes."""
        for process in self.processes:
            process.kill()
            process.wait()
