"""What is kept of large fact files between questions, and when it is made anew."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from stakegraph.errors import FactsError
from stakegraph.store import cache, keep
from stakegraph.store import fingerprints as stamps
from stakegraph.store.database import Database
from stakegraph.store.loading import inspect, problems, sound
from stakegraph.store.names import Index

FACTS = """\
stakegraph: 1
sources: {s: {title: T}}
people:
  ann: {name: Ann Lee, evidence: s}
  bob: {name: Bob Ray, evidence: s}
facts:
  - {who: ann, works_with: bob, evidence: s}
"""


@pytest.fixture(autouse=True)
def _cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    # Old enough for its time to tell whether it has changed since.
    os.utime(path, (time.time() - 60, time.time() - 60))
    return path


def names(path: Path) -> list[str] | None:
    """Return the ids that are compiled of a file, or None where it would have to be compiled."""
    connection = keep.opened(keep.kept([str(path)]))
    if connection is None:
        return None
    try:
        return [id for id, _ in Index(connection).beginning("", 9)]
    finally:
        connection.close()


def compiled(path: Path) -> Path:
    kept = keep.kept([str(path)])
    assert keep.compile_into_cache(kept) == ""
    return Path(kept.target)


def test_what_is_compiled_is_opened_until_the_file_changes(file: Path) -> None:
    assert names(file) is None
    compiled(file)
    assert names(file) == ["ann", "bob"]
    file.write_text(FACTS + "title: more\n", encoding="utf-8")
    assert names(file) is None


def test_it_is_its_owners_alone_in_a_folder_that_is_too(file: Path) -> None:
    target = compiled(file)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert stat.S_IMODE(target.parent.stat().st_mode) == 0o700
    assert list(target.parent.iterdir()) == [target]


def test_a_file_that_was_only_touched_is_known_by_its_contents(file: Path) -> None:
    target = compiled(file)
    made = target.stat().st_ino
    os.utime(file, (time.time() - 30, time.time() - 30))
    assert names(file) == ["ann", "bob"]
    assert names(file) == ["ann", "bob"]
    assert target.stat().st_ino == made


def test_after_a_touch_the_contents_are_compared_once(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled(file)
    os.utime(file, (time.time() - 30, time.time() - 30))
    assert names(file) == ["ann", "bob"]
    monkeypatch.setattr(stamps, "_digest", None)  # it would be called
    assert names(file) == ["ann", "bob"]


def test_other_contents_of_the_same_size_and_time_are_noticed(file: Path) -> None:
    compiled(file)
    before = file.stat()
    file.write_text(FACTS.replace("ann", "eve"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert names(file) is None


def test_a_file_changed_while_its_time_stands_still_is_noticed(file: Path) -> None:
    os.utime(file)  # now: what is written next may get the same time
    compiled(file)
    with file.open("r+b") as open_file:
        open_file.write(FACTS.replace("ann", "eve").encode())
    assert names(file) is None


@pytest.mark.parametrize("damage", ["empty", "cut", "text", "other", "version"])
def test_a_damaged_a_foreign_and_an_outdated_file_are_made_anew(file: Path, damage: str) -> None:
    target = compiled(file)
    match damage:
        case "empty":
            target.write_bytes(b"")
        case "cut":
            target.write_bytes(target.read_bytes()[:-4096])
        case "text":
            target.write_text("not a database\n" * 1000, encoding="utf-8")
        case "other":
            target.unlink()
            other = sqlite3.connect(target)
            other.execute("create table meta (key, value)")
            other.commit()
            other.close()
        case "version":
            outdated = sqlite3.connect(target)
            outdated.execute("pragma user_version = 999")
            outdated.close()
    assert names(file) is None
    compiled(file)
    assert names(file) == ["ann", "bob"]


def test_a_file_with_an_error_is_kept_with_what_is_wrong_with_it(file: Path) -> None:
    file.write_text(FACTS.replace("works_with: bob", "works_with: nobody"), encoding="utf-8")
    kept = keep.kept([str(file)])
    assert keep.compile_into_cache(kept) == ""
    connection = keep.opened(kept)
    assert connection is not None
    database = Database(connection, kept.files)
    assert problems(database) == inspect([str(file)])[1]
    with pytest.raises(FactsError):
        sound(database, problems(database))


def test_a_cache_that_cannot_be_written_is_done_without(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))  # a file, not a folder
    assert keep.compile_into_cache(keep.kept([str(file)])) == "Not a directory"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no such files")
@pytest.mark.parametrize("what", ["pipe", "link", "shared", "stranger"])
def test_what_is_no_file_of_the_user_alone_is_passed_over_and_replaced(
    file: Path, what: str, tmp_path: Path
) -> None:
    target = compiled(file)
    match what:
        case "pipe":
            target.unlink()
            os.mkfifo(target)
        case "link":
            target.symlink_to(target.rename(tmp_path / "planted"))
        case "shared":
            target.chmod(0o666)
        case "stranger":
            if os.geteuid():
                pytest.skip("only root gives files away")
            os.chown(target, 12345, 12345)
    assert names(file) is None
    if what == "pipe":
        assert list(cache.entries()) == [(str(target), 0, [])]
    compiled(file)
    assert names(file) == ["ann", "bob"]


def test_a_folder_in_the_place_of_the_file_is_told_of(file: Path) -> None:
    target = compiled(file)
    target.unlink()
    target.mkdir()
    assert names(file) is None
    assert keep.compile_into_cache(keep.kept([str(file)])) == f"{target.name} is a folder"


@pytest.mark.parametrize("what", ["shared", "stranger"])
def test_in_a_folder_that_others_write_in_nothing_is_believed_or_kept(
    file: Path, what: str
) -> None:
    target = compiled(file)
    if what == "shared":
        target.parent.chmod(0o777)
    elif os.geteuid():
        pytest.skip("only root gives folders away")
    else:
        os.chown(target.parent, 12345, 12345)
    assert names(file) is None
    assert keep.compile_into_cache(keep.kept([str(file)])) == "others may write there"
    assert [*target.parent.iterdir()] == [target]


def test_what_another_version_of_the_program_compiled_is_made_anew(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled(file)
    mine = cache.program()
    monkeypatch.setattr(cache, "program", lambda: mine ^ 1)
    assert names(file) is None


def test_facts_that_another_command_put_there_keep_their_own_stamps(file: Path) -> None:
    kept = keep.kept([str(file)])
    compiled(file)
    with closing(cache.connect(kept.target, "ro")) as connection:
        before = stamps.kept_in(connection)
    file.write_text(FACTS.replace("Ann", "Eve"), encoding="utf-8")
    compiled(file)
    with closing(cache.connect(kept.target, "rw")) as connection:
        stamps.renew(connection, before)  # by a command that had opened what was there before
        assert stamps.kept_in(connection) != before
    assert names(file) == ["ann", "bob"]
    assert [path.name for path in Path(kept.target).parent.iterdir()] == [Path(kept.target).name]


def test_a_file_name_that_is_no_text_is_kept_as_it_is(tmp_path: Path) -> None:
    place = tmp_path / os.fsdecode(b"odd-\xff")
    place.mkdir()
    path = place / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    compiled(path)
    assert names(path) == ["ann", "bob"]


def test_one_set_has_one_place_whoever_names_it_from_where(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = compiled(file)
    monkeypatch.chdir(file.parent)
    kept = keep.kept(["facts.yaml"])
    assert (kept.target, kept.files) == (str(target), ["facts.yaml"])


def test_a_file_that_joins_or_leaves_a_folder_is_noticed(file: Path) -> None:
    compiled(file.parent)
    assert names(file.parent) == ["ann", "bob"]
    more = file.parent / "more.yaml"
    more.write_text(FACTS.replace("ann", "eve"), encoding="utf-8")
    assert names(file.parent) is None
    compiled(file.parent)
    assert names(file.parent) == ["ann", "bob", "eve"]
    more.unlink()
    assert names(file.parent) is None


def test_what_a_killed_command_left_and_what_nobody_asks_for_is_tidied_away(file: Path) -> None:
    place = compiled(file).parent
    old = time.time() - 90 * 24 * 60 * 60
    for name in ("a.facts", "b.facts.tmp", "c.facts", "d.facts.tmp", "other"):
        (place / name).write_text("", encoding="utf-8")
        if name < "c" or name == "other":
            os.utime(place / name, (old, old))
    cache.tidy(str(place))
    left = {path.name for path in place.iterdir()}
    assert left - {Path(keep.kept([str(file)]).target).name} == {"c.facts", "d.facts.tmp", "other"}


@pytest.mark.parametrize(
    ("system", "variables", "folder"),
    [
        ("linux", {}, "/home/ann/.cache/stakegraph"),
        ("linux", {"XDG_CACHE_HOME": " "}, "/home/ann/.cache/stakegraph"),
        ("linux", {"XDG_CACHE_HOME": "not/absolute"}, "/home/ann/.cache/stakegraph"),
        ("linux", {"XDG_CACHE_HOME": "/somewhere/else"}, "/somewhere/else/stakegraph"),
        ("darwin", {}, "/home/ann/Library/Caches/stakegraph"),
        ("darwin", {"XDG_CACHE_HOME": "/somewhere/else"}, "/somewhere/else/stakegraph"),
        ("win32", {"LOCALAPPDATA": "/local", "XDG_CACHE_HOME": "/x"}, "/local/stakegraph/Cache"),
    ],
)
def test_the_folder_is_where_each_system_keeps_caches(
    system: str, variables: dict[str, str], folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "/home/ann")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(cache, "_SYSTEM", system)
    assert cache.folder() == folder


COMPILE = (
    "import sys; from stakegraph.store import keep;"
    " keep.compile_into_cache(keep.kept(sys.argv[1:]))"
)


@pytest.fixture
def large(tmp_path: Path) -> Iterator[Path]:
    """Yield a file that takes a while to compile."""
    path = tmp_path / "large.yaml"
    people = "".join(f"  p{n}: {{name: P {n}, evidence: s}}\n" for n in range(6000))
    ties = "".join(f"  - {{who: p{n}, works_with: p{n + 1}, evidence: s}}\n" for n in range(5999))
    head = "stakegraph: 1\nsources: {s: {title: T}}\n"
    path.write_text(f"{head}people:\n{people}facts:\n{ties}", encoding="utf-8")
    return path


def test_a_command_that_is_killed_leaves_no_half_of_anything(large: Path) -> None:
    kept = keep.kept([str(large)])
    place = Path(kept.target).parent
    command = subprocess.Popen([sys.executable, "-c", COMPILE, str(large)])
    end = time.monotonic() + 30
    while not (place.exists() and any(place.iterdir())) and time.monotonic() < end:
        time.sleep(0.005)
    command.send_signal(signal.SIGKILL)
    command.wait()
    assert not Path(kept.target).exists()
    assert keep.opened(kept) is None
    assert keep.compile_into_cache(kept) == ""
    assert keep.opened(kept) is not None


def test_commands_that_compile_at_once_do_each_other_no_harm(large: Path) -> None:
    commands = [subprocess.Popen([sys.executable, "-c", COMPILE, str(large)]) for _ in range(3)]
    assert [command.wait() for command in commands] == [0, 0, 0]
    kept = keep.kept([str(large)])
    assert [path.name for path in Path(kept.target).parent.iterdir()] == [Path(kept.target).name]
    connection = keep.opened(kept)
    assert connection is not None
    assert connection.execute("pragma quick_check").fetchall() == [("ok",)]
