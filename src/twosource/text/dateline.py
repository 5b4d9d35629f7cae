"""The dateline: where the reporter sat and for whom, in front of a text's first sentence."""

from __future__ import annotations

import re

# "(서울=연합뉴스) 홍길동 기자 = ", "【ソウル共同】", "SEOUL, South Korea (AP) — ", "[서울=뉴시스]"
_DATELINE = re.compile(
    r"""\s*(?:
        [(\[][^)\]\n]{1,30}=[^)\]\n]{1,30}[)\]] (?:\s*[^\s=]{2,5}(?:\s+\S{2,5})?\s*기자\s*=)?
      | 【[^】\n]{1,40}】
      | [A-Z][A-Za-z .,'’-]{2,45}(?:\([^)\n]{1,40}\))?\s+[-—–]\s
    )""",
    re.VERBOSE,
)


def dateline_end(text: str, start: int, end: int) -> int:
    """Where the dateline of `text[start:end]` ends; `start` where it has none."""
    found = _DATELINE.match(text, start, end)
    return found.end() if found else start
