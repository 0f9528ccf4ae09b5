"""A second start does nothing again, and a changed source is never overlooked."""

from pathlib import Path

import pytest

from tools import stamps
from tools.stamps import digest_of, is_made_from, write_stamp


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(stamps, "ROOT", tmp_path)
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "app.ts").write_text("one")
    return tmp_path / "src"


def test_the_same_sources_need_no_new_build(sources: Path, tmp_path: Path) -> None:
    stamp = tmp_path / "dist" / "stamp"
    write_stamp(stamp, digest_of([sources]))

    assert is_made_from(stamp, digest_of([sources]))


def test_a_changed_a_new_and_a_renamed_source_are_noticed(sources: Path) -> None:
    digests = {digest_of([sources])}
    (sources / "app.ts").write_text("two")
    digests.add(digest_of([sources]))
    (sources / "new.ts").write_text("new")
    digests.add(digest_of([sources]))
    (sources / "new.ts").rename(sources / "renamed.ts")
    digests.add(digest_of([sources]))

    assert len(digests) == 4


def test_what_was_made_is_no_source(sources: Path) -> None:
    before = digest_of([sources])
    (sources / "dist").mkdir()
    (sources / "dist" / "app.js").write_text("made")
    (sources / "main.tsbuildinfo").write_text("made")

    assert digest_of([sources]) == before
