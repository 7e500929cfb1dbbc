"""Files are written whole or not at all."""

import os
import stat
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from stakegraph.errors import UsageError
from stakegraph.text.files import save_all, write_whole

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions and links")
not_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything"
)


@pytest.fixture
def umask_027() -> Iterator[None]:
    old = os.umask(0o027)
    yield
    os.umask(old)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_pieces_are_written_as_utf_8_with_line_ends_untouched(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    write_whole(path, ["Łódź\n", "", "a\r\nb\rc"])
    assert path.read_bytes() == "Łódź\na\r\nb\rc".encode()
    assert os.listdir(tmp_path) == ["out.txt"]


def test_nothing_at_all_is_an_empty_file(tmp_path: Path) -> None:
    write_whole(str(tmp_path / "out.txt"), [])
    assert (tmp_path / "out.txt").read_bytes() == b""


def test_what_was_there_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("a much longer text")
    write_whole(path, ["new"])
    assert path.read_text() == "new"


def test_a_bare_name_is_written_in_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_whole("out.txt", ["new"])
    assert (tmp_path / "out.txt").read_text() == "new"


@pytest.mark.parametrize("error", [ValueError, OSError, KeyboardInterrupt])
def test_a_failure_halfway_leaves_what_was_there(
    tmp_path: Path, error: type[BaseException]
) -> None:
    def pieces() -> Iterator[str]:
        yield "new" * 100_000
        raise error("halfway")

    path = tmp_path / "out.txt"
    path.write_text("old")
    with pytest.raises(error, match="halfway"):
        write_whole(path, pieces())
    assert path.read_text() == "old"
    with pytest.raises(error, match="halfway"):
        write_whole(tmp_path / "other.txt", pieces())
    assert os.listdir(tmp_path) == ["out.txt"]


def test_a_reader_sees_the_old_content_until_the_new_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")

    def pieces() -> Iterator[str]:
        for _ in range(3):
            yield "new" * 100_000
            assert path.read_text() == "old"

    write_whole(path, pieces())
    assert path.read_text() == "new" * 300_000


def test_a_text_that_utf_8_cannot_hold_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, ["\ud800"])
    assert (path.read_text(), os.listdir(tmp_path)) == ("old", ["out.txt"])


def test_a_failing_disk_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "out.txt"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, ["new"])
    assert (path.read_text(), os.listdir(tmp_path)) == ("old", ["out.txt"])


def test_a_missing_folder_is_reported_under_the_name_that_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "out.txt"
    with pytest.raises(FileNotFoundError) as caught:
        write_whole(path, ["new"])
    assert caught.value.filename == str(path)


def test_an_error_of_the_pieces_keeps_its_own_file_name(tmp_path: Path) -> None:
    def pieces() -> Iterator[str]:
        yield (tmp_path / "facts.yaml").read_text()

    with pytest.raises(FileNotFoundError) as caught:
        write_whole(tmp_path / "out.txt", pieces())
    assert caught.value.filename == str(tmp_path / "facts.yaml")


def test_a_folder_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=tmp_path.name):
        write_whole(tmp_path, ["new"])
    assert os.listdir(tmp_path) == []


@posix_only
@pytest.mark.usefixtures("umask_027")
def test_a_new_file_gets_the_mode_that_open_gives(tmp_path: Path) -> None:
    write_whole(tmp_path / "out.txt", ["new"])
    with open(tmp_path / "plain.txt", "w") as plain:
        plain.write("new")
    assert mode(tmp_path / "out.txt") == mode(tmp_path / "plain.txt") == 0o640


@posix_only
@pytest.mark.usefixtures("umask_027")
@pytest.mark.parametrize("permissions", [0o600, 0o666, 0o755])
def test_a_file_keeps_its_mode(tmp_path: Path, permissions: int) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")
    path.chmod(permissions)

    def pieces() -> Iterator[str]:
        (temporary,) = set(os.listdir(tmp_path)) - {"out.txt"}
        assert mode(tmp_path / temporary) == permissions  # before the first byte
        yield "new"

    write_whole(path, pieces())
    assert (path.read_text(), mode(path)) == ("new", permissions)


@posix_only
def test_the_new_file_is_never_more_open_than_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")
    path.chmod(0o600)
    monkeypatch.setattr(os, "chmod", lambda name, _: modes.append(mode(Path(name))))
    modes: list[int] = []
    write_whole(path, ["new"])
    assert modes == [0o600]  # as it was made, before its mode is set


@posix_only
@not_root
def test_a_file_that_is_read_only_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")
    path.chmod(0o444)
    with pytest.raises(PermissionError) as caught:
        write_whole(path, ["new"])
    assert caught.value.filename == str(path)
    assert (path.read_text(), os.listdir(tmp_path)) == ("old", ["out.txt"])


@posix_only
def test_a_file_that_may_not_be_written_is_refused_before_a_piece_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)  # as for anybody but root
    with pytest.raises(PermissionError, match=r"out\.txt"):
        write_whole(path, (pytest.fail("a piece was made") for _ in range(1)))
    assert (path.read_text(), os.listdir(tmp_path)) == ("old", ["out.txt"])


@posix_only
def test_a_link_stays_a_link_and_its_target_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    target = folder / "target.txt"
    target.write_text("old")
    target.chmod(0o600)
    (tmp_path / "hop.txt").symlink_to(Path("elsewhere") / "target.txt")
    link = tmp_path / "link.txt"
    link.symlink_to("hop.txt")
    write_whole(link, ["new"])
    assert link.is_symlink()
    assert os.readlink(link) == "hop.txt"
    assert not target.is_symlink()
    assert (target.read_text(), mode(target), os.listdir(folder)) == ("new", 0o600, ["target.txt"])


@posix_only
def test_a_link_to_nothing_makes_its_target(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to("target.txt")
    write_whole(link, ["new"])
    assert link.is_symlink()
    assert (tmp_path / "target.txt").read_text() == "new"


@posix_only
def test_links_in_a_circle_are_an_error_and_stay(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OSError, match="symbolic links"):
        write_whole(tmp_path / "a", ["new"])
    assert (os.readlink(tmp_path / "a"), os.readlink(tmp_path / "b")) == ("b", "a")


@posix_only
def test_a_pipe_is_written_and_stays_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(path.read_text()))
    reader.start()
    write_whole(path, ["new"])
    reader.join()
    assert read == ["new"]
    assert stat.S_ISFIFO(path.stat().st_mode)


@pytest.fixture
def three(tmp_path: Path) -> dict[str, bytes]:
    for name in "abc":
        (tmp_path / name).write_bytes(b"old")
    return {str(tmp_path / name): b"old" for name in "abc"}


def fail(monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException, *calls: int) -> None:
    """Let some calls of a function of `os` fail, counted from 1."""
    does: Callable[..., None] = getattr(os, name)
    numbers = iter(range(1, 100))

    def does_or_fails(*given: object) -> None:
        if next(numbers) in calls:
            if isinstance(error, OSError) and name == "replace":
                raise type(error)(error.errno, error.strerror, *given[:1])
            raise error
        does(*given)

    monkeypatch.setattr(os, name, does_or_fails)


def changed(three: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: f"new {path}".encode() for path in three}


def there(tmp_path: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(tmp_path.iterdir())}


def test_several_files_are_written(tmp_path: Path, three: dict[str, bytes]) -> None:
    save_all(changed(three), three)
    assert there(tmp_path) == changed(three)


@pytest.mark.parametrize(
    ("step", "call", "failing"), [("fsync", 1, "a"), ("fsync", 3, "c"), ("replace", 2, "b")]
)
def test_where_one_of_several_files_cannot_be_written_none_is(
    tmp_path: Path,
    three: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    call: int,
    failing: str,
) -> None:
    fail(monkeypatch, step, PermissionError(1, "Not permitted"), call)
    with pytest.raises(UsageError) as raised:
        save_all(changed(three), three)
    assert str(raised.value) == f"{tmp_path / failing}: Not permitted: nothing is written"
    assert there(tmp_path) == three


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("call", [1, 2, 3])
def test_an_interrupt_among_several_files_leaves_all_as_they_were(
    tmp_path: Path,
    three: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    call: int,
) -> None:
    fail(monkeypatch, step, SystemExit(130), call)
    with pytest.raises(SystemExit):
        save_all(changed(three), three)
    assert there(tmp_path) == three


def test_files_that_are_written_and_cannot_be_given_back_are_named(
    tmp_path: Path, three: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, "replace", PermissionError(1, "Not permitted"), *range(2, 9))
    with pytest.raises(UsageError) as raised:
        save_all(changed(three), three)
    a, b, c = three
    assert str(raised.value) == f"{a}: written; {b}, {c}: not: {b}: Not permitted"
    assert there(tmp_path) == {**three, a: changed(three)[a]}
