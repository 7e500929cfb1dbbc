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
        self.logs: list[Path] = []
        begun = self.begin("master", "--webui-port", "0", "--port", "0")
        self.master = self.said(begun, r"spark://[^ \n]+")
        more = ("--cores", "1", "--memory", "1g", "--webui-port", "0", self.master)
        numbers = [
            self.begin("worker", "--work-dir", str(folder / name), *more) for name in ("one", "two")
        ]
        for number in numbers:
            self.said(number, "registered with master")
        self.workers = [self.processes[number] for number in numbers]

    def begin(self, kind: str, *words: str) -> int:
        """Begin a process; return its number."""
        log = self.folder / f"{kind}{len(self.processes)}.log"
        command = [f"org.apache.spark.deploy.{kind}.{kind.title()}", "--host", "127.0.0.1", *words]
        few = {"SPARK_DAEMON_MEMORY": "256m", "SPARK_LOCAL_IP": "127.0.0.1"}
        few["SPARK_DAEMON_JAVA_OPTS"] = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
        with log.open("wb") as told:
            process = subprocess.Popen(
                [str(self.program), *command], stdout=told, stderr=told, env={**os.environ, **few}
            )
        self.processes.append(process)
        self.logs.append(log)
        return len(self.processes) - 1

    def said(self, number: int, pattern: str) -> str:
        """Return what a process says of a pattern, once it does."""
        process, log = self.processes[number], self.logs[number]
        while process.poll() is None:
            if found := re.search(pattern, log.read_text(encoding="utf-8")):
                return found.group()
            time.sleep(0.1)
        raise AssertionError(log.read_text(encoding="utf-8"))

    def close(self) -> None:
        """End the processes."""
        for process in self.processes:
            process.kill()
            process.wait()
