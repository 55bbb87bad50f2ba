"""Files to documents: what is found, what is refused and why, names, encodings, metadata."""

import json
from pathlib import Path

import pytest

from auditor.documents import MAX_BYTES, DocumentError, gather, load, load_all

SENTENCE = "The lighthouse stands 31 metres above the harbour and is open to visitors.\n"


def write(folder: Path, name: str, text: str | bytes = SENTENCE) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_folder_gives_its_documents_in_order(tmp_path):
    for name in ("b.txt", "a/z.md", "a/.hidden.txt", ".git/x.md", "b.txt.meta.json", "picture.png", "c.markdown"):
        write(tmp_path, name)
    files, refused = gather([tmp_path])
    assert [file.relative_to(tmp_path).as_posix() for file in files] == ["a/z.md", "b.txt", "c.markdown"]
    assert refused == []


def test_what_is_named_and_cannot_be_read_is_refused(tmp_path):
    files, refused = gather([write(tmp_path, "picture.png"), tmp_path / "gone.txt", write(tmp_path, "b.txt")])
    assert [file.name for file in files] == ["b.txt"]
    assert [(Path(unread.path).name, unread.reason.split(":")[0]) for unread in refused] == [
        ("gone.txt", "no such file or folder"),
        ("picture.png", "unknown kind of document"),
    ]


def test_links_that_leave_the_folder_are_refused_and_loops_are_not_entered(tmp_path):
    outside = write(tmp_path, "outside/secret.txt")
    inside = write(tmp_path, "root/a.txt")
    (tmp_path / "root/leak.txt").symlink_to(outside)
    (tmp_path / "root/elsewhere").symlink_to(outside.parent)
    (tmp_path / "root/loop").symlink_to(tmp_path / "root")
    (tmp_path / "root/self.txt").symlink_to(tmp_path / "root/self.txt")
    (tmp_path / "root/twin.txt").symlink_to(inside)
    files, refused = gather([tmp_path / "root"])
    assert [file.name for file in files] == ["a.txt"]
    assert [Path(unread.path).name for unread in refused] == ["elsewhere", "leak.txt"]


def test_a_file_given_twice_is_read_once(tmp_path):
    path = write(tmp_path, "a.txt")
    assert gather([path, tmp_path, tmp_path / "../" / tmp_path.name / "a.txt"])[0] == [path]


def test_names_are_stems_told_apart_by_folder_or_suffix(tmp_path):
    for name in ("one/tide.txt", "two/tide.md", "moon.md", "sun.md", "sun.txt"):
        write(tmp_path, name)
    documents, _ = load_all([tmp_path])
    assert sorted(document.id for document in documents) == ["moon", "one/tide", "sun.md", "sun.txt", "two/tide"]


def test_order_of_arguments_changes_nothing(tmp_path):
    paths = [write(tmp_path, name) for name in ("x/a.txt", "y/a.txt", "b.md")]
    assert load_all(paths) == load_all(reversed(paths))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\r\n ", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"PK\x03\x04\0\0", "an archive inside"),
        (b"XK\x03\x04\0\0", "binary content"),
        (b"\xff\xfea", "expected utf-16"),
        (b"x" * (MAX_BYTES + 1), "5.0 MB, at most 5 MB"),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_the_reason(tmp_path, content, reason):
    path = write(tmp_path, "a.txt", content)
    with pytest.raises(DocumentError, match=reason):
        load(path, "a")
    documents, refused = load_all([path])
    assert documents == () and reason in refused[0].reason


def test_a_folder_or_a_missing_file_is_no_document(tmp_path):
    for path in (tmp_path, tmp_path / "gone.txt"):
        with pytest.raises(DocumentError, match="expected a file"):
            load(path, "a")


def test_a_file_without_permission_is_refused(tmp_path, monkeypatch):
    path = write(tmp_path, "a.txt")

    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DocumentError, match=r"Permission denied.*check its permissions"):
        load(path, "a")


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [("utf-8", ()), ("utf-8-sig", ()), ("utf-16", ()), ("utf-32", ()), ("cp1252", ("encoding guessed: cp1252",))],
)
def test_encodings(tmp_path, encoding, notes):
    path = write(tmp_path, "a.txt", ("The café seats 40 people – half of them outside.\n" * 3).encode(encoding))
    document = load(path, "a")
    assert "café seats 40 people – half" in document.raw
    assert document.notes == notes
    assert not document.text.startswith("\ufeff")


def test_another_encoding_is_guessed_and_said_to_be(tmp_path):
    text = "Маяк стоит над гаванью с тысяча восемьсот сорокового года и открыт для всех. " * 5
    document = load(write(tmp_path, "a.txt", text.encode("koi8-r")), "a")
    assert document.raw == text
    assert document.notes[0].startswith("encoding guessed: ")


def test_raw_is_the_decoded_file_with_its_line_ends(tmp_path):
    text = "The first line is long enough to be a line of its own.\r\nSecond.\r\rThird.\n\nFourth\n"
    document = load(write(tmp_path, "a.txt", text), "a")
    assert document.raw == text
    assert "Third." in [document.raw[block.start : block.end] for block in document.blocks]


def test_metadata_beside_the_file_outweighs_the_text(tmp_path):
    path = write(
        tmp_path, "a.md", "---\ntitle: Inner\nlang: en\nsite: Harbour Board\n---\n\n# Heading\n\nBody text here.\n"
    )
    write(
        tmp_path,
        "a.md.meta.json",
        json.dumps({"title": "Outer", "date": "2020-05", "url": "https://example.org", "n": 1}),
    )
    found = load(path, "a").metadata
    assert (found.title, found.publisher, found.date, found.url) == (
        "Outer",
        "Harbour Board",
        "2020-05",
        "https://example.org",
    )


@pytest.mark.parametrize("content", ["{", "[1]", "\ud800".encode("utf-8", "surrogatepass"), "[" * 100_000])
def test_metadata_that_cannot_be_used_is_a_note(tmp_path, content):
    path = write(tmp_path, "a.txt")
    write(tmp_path, "a.txt.meta.json", content)
    document = load(path, "a")
    assert document.metadata.title == "" and "a.txt.meta.json ignored: expected" in document.notes[0]


def test_a_block_in_another_language_is_said_to_be_left_out(tmp_path):
    text = "El faro está en el puerto de la ciudad y es uno de los más altos del país.\n\n" + f"{SENTENCE}\n" * 2
    document = load(write(tmp_path, "a.txt", text), "a")
    assert document.notes == ("not English, and not read: 1 of 3 blocks (es)",) and document.metadata.language == "en"


def test_a_document_in_another_language_is_said_to_be(tmp_path):
    text = "El faro está en el puerto de la ciudad y es uno de los más altos del país.\n\n" * 2 + SENTENCE
    document = load(write(tmp_path, "a.txt", text), "a")
    assert [document.raw[block.start : block.end] for block in document.blocks] == [SENTENCE.strip()]
    assert {span.note for span in document.furniture} == {"not English (es)"}
    assert document.metadata.language == "es" and "only its English blocks are read" in document.notes[0]
