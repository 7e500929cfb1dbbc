"""Programs that answer the like from text files: installed, given the same facts, and timed."""

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from functools import partial

from setting import Measure, Setting
from timing import Command, Failed, Figures, compare

# Programs by the package that brings them; hledger comes from the system.
PACKAGES = {"ftm": "followthemoney", "bean-check": "beancount", "sqlite-utils": "sqlite-utils"}
SYSTEM = ("hledger", "libicu-dev", "pkg-config", "g++")


def install(folder: str) -> None:
    """Install what is lacking, each package in an environment of its own."""
    if shutil.which("hledger") is None or shutil.which("g++") is None:
        _step(("apt-get", "update", "-qq"))
        for package in SYSTEM:
            _step(("apt-get", "install", "-y", "-qq", package))
    for program, package in PACKAGES.items():
        place = os.path.join(folder, package)
        if not os.path.exists(os.path.join(place, "bin", program)):
            venv.create(place, with_pip=True)
            _step((os.path.join(place, "bin", "pip"), "install", "-q", package))


def _step(words: tuple[str, ...]) -> None:
    """Do one step; say so if it fails, and go on."""
    try:
        done = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    except OSError as error:
        print(f"{' '.join(words)}: {error.strerror}", file=sys.stderr)
        return
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [""])[-1]
        print(f"{' '.join(words)}: exit code {done.returncode}: {last}", file=sys.stderr)


def rows(setting: Setting) -> Iterator[Measure]:
    """Compare our answers with theirs, ours both with the cache and from the text."""
    for size in setting.middling:
        for what, words, figures in (
            ("show", ("show",), _hledger),
            ("who-reports-to", ("who-reports-to",), _sqlite_utils),
        ):
            yield Measure(what, size, partial(figures, setting, size, words, True))
            yield Measure(f"{what} --no-cache", size, partial(figures, setting, size, words, False))
        yield Measure("check", size, partial(_bean_check, setting, size))
        yield Measure("check", size, partial(_ftm, setting, size))


def _hledger(setting: Setting, size: int, words: tuple[str, ...], compiled: bool) -> Figures:
    asked = setting.asked(size)
    ours = _asked(setting, size, compiled, *words, asked.organisation)
    program = shutil.which("hledger")
    if program is None:
        raise Failed("hledger is not installed: run with --peers")
    path = _made(setting, size, "journal")
    theirs = Command((program, "-f", path, "register", asked.organisation_id))
    return compare(ours, "hledger register ACCOUNT", theirs, setting.runs)


def _sqlite_utils(setting: Setting, size: int, words: tuple[str, ...], compiled: bool) -> Figures:
    asked = setting.asked(size)
    ours = _asked(setting, size, compiled, *words, asked.manager)
    path = _made(setting, size, "csv")
    table = os.path.splitext(os.path.basename(path))[0]
    post = asked.fact.rpartition(".holds.")[2]
    query = f"select * from \"{table}\" where relation = 'reports_to' and object = :post"
    program = _installed(setting, "sqlite-utils")
    theirs = Command((program, "memory", path, query, "-p", "post", post))
    return compare(ours, "sqlite-utils memory CSV QUERY", theirs, setting.runs)


def _bean_check(setting: Setting, size: int) -> Figures:
    path = _made(setting, size, "beancount")
    theirs = Command((_installed(setting, "bean-check"), "--no-cache", path))
    ours = setting.ours(size, "check", setting.facts(size))
    return compare(ours, "bean-check --no-cache", theirs, setting.runs)


def _ftm(setting: Setting, size: int) -> Figures:
    path = _made(setting, size, "ftm.json")
    theirs = Command((_installed(setting, "ftm"), "validate", "-i", path, "-o", os.devnull))
    ours = setting.ours(size, "check", setting.facts(size))
    return compare(ours, "ftm validate", theirs, setting.runs)


def _asked(setting: Setting, size: int, compiled: bool, *words: str) -> Command:
    return setting.warm(size, *words) if compiled else setting.ours(size, *words, "--no-cache")


def _installed(setting: Setting, program: str) -> str:
    path = os.path.join(setting.peers, PACKAGES[program], "bin", program)
    if not os.path.exists(path):
        raise Failed(f"{program} is not installed: run with --peers")
    return path


def _made(setting: Setting, size: int, form: str) -> str:
    words = (form, f"--facts={size}", f"--seed={setting.seed}")
    return setting.made(f"facts-{size}-{setting.seed}.{form}", "peerfiles.py", *words)
