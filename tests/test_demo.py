"""The demo, end to end: real HTTP, real fetcher, all eight steps, three languages."""

from __future__ import annotations

import html
import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from twosource.newsroom import Newsroom, Summary
from twosource.pipeline import STAGES
from twosource.records import Article, Dossier, Relation, Report, Slot, Step
from twosource.sample.truth import origin_groups
from twosource.sample.wire import Wire, newsroom_toml
from twosource.sample.wiredata import load_sample
from twosource.settings import read_settings
from twosource.store import articles, events, reports

LANGUAGES = ("ko", "ja", "en")


class Demo:
    """What a run over the sample wire left behind."""

    def __init__(self, newsroom: Newsroom, wire: Wire, summary: Summary) -> None:
        self.summary = summary
        self.site = newsroom.site
        self.wire = wire
        self.pending = {stage.step: stage.pending(newsroom.room) for stage in STAGES if stage.step is not Step.COLLECT}
        with newsroom.room.store.snapshot() as tx:
            found = events.get_events(tx)
            ids = [event.id for event in found]
            self.events = {event.id: event for event in found}
            self.dossiers: dict[str, Dossier] = events.get_dossiers(tx, ids)
            self.articles: dict[tuple[str, str], Article] = articles.get_articles(tx, ids)
            members = [report_id for event in found for report_id in event.report_ids]
            self.reports: dict[str, Report] = {report.id: report for report in reports.get_reports(tx, members)}

    def event_of(self, sample_report: str) -> str:
        """The event that holds a report of the sample."""
        url = self.wire.url_of(sample_report)
        report_id = next(report.id for report in self.reports.values() if report.url == url)
        return next(event.id for event in self.events.values() if report_id in event.report_ids)

    def page(self, language: str, event_id: str) -> str:
        return (self.site / language / "e" / event_id / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("demo")
    with Wire(base_port=19871) as wire:
        (folder / "newsroom.toml").write_text(newsroom_toml(wire.base_port), encoding="utf-8")
        newsroom = Newsroom(folder, read_settings(folder))
        summary = newsroom.run()
        yield Demo(newsroom, wire, summary)
        newsroom.close()


def test_every_edition_tells_every_event(demo: Demo) -> None:
    """At least nine events, each of them in all three editions; the walls are quarantined with reasons."""
    assert len(demo.events) >= 20
    assert demo.summary.articles == dict.fromkeys(LANGUAGES, len(demo.events))
    assert demo.summary.quarantined == {"bot_wall": 1, "not_found": 1, "paywall": 1}
    for language in LANGUAGES:
        pages = list((demo.site / language / "e").glob("*/index.html"))
        assert len(pages) == len(demo.events)


def test_nothing_is_left_to_do(demo: Demo) -> None:
    """After a run no step has anything pending: a second run with nothing new does nothing."""
    assert demo.pending
    assert not any(demo.pending.values())


def test_every_sentence_rests_on_words_that_exist(demo: Demo) -> None:
    """Each sentence of each article cites at least one span that stands verbatim in a stored report."""
    checked = 0
    for article in demo.articles.values():
        for sentence in article.sentences:
            assert sentence.citations
            for item in sentence.citations:
                assert demo.reports[item.report_id].text[item.start : item.end] == item.text
                checked += 1
    assert checked > 1000


def test_cited_words_are_on_the_page(demo: Demo) -> None:
    """The evidence of a sentence is in the page itself: one click away, without JavaScript."""
    for (event_id, language), article in demo.articles.items():
        page = _plain(demo.page(language, event_id))
        for sentence in article.sentences:
            for item in sentence.citations:
                assert _squeeze(item.text) in page


def test_yokosuka_shows_both_days_and_who_says_which(demo: Demo) -> None:
    """30 and 31 January stand side by side with their outlets, and neither in the headline."""
    event_id = demo.event_of("yokosuka-hanbit")
    dossier = demo.dossiers[event_id]
    (variance,) = [v for v in dossier.contradictions if v.slot is Slot.WHEN]
    claims = [dossier.claim(claim_id) for claim_id in variance.claim_ids]
    assert [claim.key for claim in claims] == ["meet:happened:2026-01-30", "meet:happened:2026-01-31"]
    assert "hanbit" in {item.source_id for item in claims[0].evidence}
    assert "asagiri" in {item.source_id for item in claims[1].evidence}
    for language, days in (
        ("ko", ("1월 30일", "1월 31일")),
        ("ja", ("1月30日", "1月31日")),
        ("en", ("Jan. 30", "Jan. 31")),
    ):
        body = " ".join(s.text for p in demo.articles[event_id, language].body for s in p.sentences)
        assert all(day in body for day in days), (language, body)
        assert not any(day in demo.articles[event_id, language].headline.text for day in days)


def test_contradictions_are_those_of_the_sample(demo: Demo) -> None:
    """Every contradiction the sample holds is found, and nothing else is called one (its traps are not)."""
    expected = {
        (demo.event_of(found.values[0].evidence[0].report), found.slot)
        for event in load_sample().events
        for found in event.contradiction
    }
    slots = {Slot.WHEN: {"date"}, Slot.HOW_MANY: {"count", "quantity"}}
    reported = [
        (event_id, slots[variance.slot])
        for event_id, dossier in demo.dossiers.items()
        for variance in dossier.contradictions
    ]
    assert all(any(event_id == found and slot in kinds for found, kinds in reported) for event_id, slot in expected)
    assert len(reported) == len(expected)


def test_rising_toll_is_told_as_growth(demo: Demo) -> None:
    """5, 8 and 11 injured on the ferry is an update, the latest figure last."""
    report = next(report for event in load_sample().events if event.id == "ferry-fire" for report in event.report)
    dossier = demo.dossiers[demo.event_of(report.id)]
    updates = [v for v in dossier.variances if v.relation is Relation.UPDATE]
    figures = [dossier.claim(claim_id).quantity for claim_id in updates[0].claim_ids]
    assert [figure.high for figure in figures if figure] == [5, 8, 11]


def test_reprints_are_no_second_origin(demo: Demo) -> None:
    """Outlets are more than origins at Yokosuka, and each fold says why."""
    event = demo.events[demo.event_of("yokosuka-hanbit")]
    assert len(event.report_ids) > len(event.origins)
    folds = [fold for origin in event.origins for fold in origin.folds]
    assert len(folds) == len(event.report_ids) - len(event.origins)
    assert all(fold.detail for fold in folds)


def test_origins_are_counted_exactly(demo: Demo) -> None:
    """Share of the sample's events whose number of independent origins is right; a floor that only rises."""
    sample = load_sample()
    by_url = {report.url: report.id for report in demo.reports.values()}
    right = 0
    for event in sample.events:
        told = [report for report in event.report if demo.wire.url_of(report.id) in by_url]
        ids = {by_url[demo.wire.url_of(report.id)] for report in told}
        found = demo.events[demo.event_of(told[0].id)]
        count = sum(bool(ids & set(origin.report_ids)) for origin in found.origins)
        right += count == len(origin_groups(sample, told))
    assert right / len(sample.events) >= 1.0


def test_grouping_floor(demo: Demo) -> None:
    """B-cubed F1 of the sample's 23 events; a floor that only rises."""
    gold = {demo.wire.url_of(report.id): event.id for event in load_sample().events for report in event.report}
    found = {demo.reports[r].url: event.id for event in demo.events.values() for r in event.report_ids}
    assert _b_cubed({url: gold[url] for url in found}, found) >= 0.97


def test_front_page_says_it_is_a_sample(demo: Demo) -> None:
    """A reader is never left in doubt that outlets and people are made up."""
    for language, word in (("ko", "견본"), ("ja", "見本"), ("en", "sample")):
        assert word in (demo.site / language / "index.html").read_text(encoding="utf-8")


def test_structured_data_names_its_sources(demo: Demo) -> None:
    """Each event page carries NewsArticle JSON-LD in its language, with citations."""
    for event_id, language in demo.articles:
        page = demo.page(language, event_id)
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
        assert found
        data = json.loads(found.group(1))
        nodes = data.get("@graph", [data])
        article = next(node for node in nodes if node.get("@type") == "NewsArticle")
        assert article["inLanguage"].startswith(language)
        assert article["citation"]


def _b_cubed(gold: dict[str, str], found: dict[str, str]) -> float:
    precision = recall = 0.0
    for item in gold:
        same = {other for other in gold if found[other] == found[item]}
        right = {other for other in gold if gold[other] == gold[item]}
        precision += len(same & right) / len(same) / len(gold)
        recall += len(same & right) / len(right) / len(gold)
    return 2 * precision * recall / (precision + recall)


def _plain(page: str) -> str:
    return _squeeze(html.unescape(re.sub(r"<[^>]+>", "", page)))


def _squeeze(text: str) -> str:
    return "".join(text.split()).replace("\u200b", "")


def test_a_newcomer_sees_the_site(tmp_path: Path) -> None:
    """`twosource demo` prints an address that answers, source links lead to the outlets, Ctrl-C ends it cleanly."""
    command = [sys.executable, "-m", "twosource", "demo", "--out", str(tmp_path / "demo")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr
        lines = iter(process.stderr.readline, "")
        address = next(line.split()[1] for line in lines if line.startswith("Open "))
        front = httpx.get(f"{address}ko/").text
        event = re.findall(r'href="(/ko/e/[a-z0-9]+/)"', front)[0]
        page = httpx.get(address.rstrip("/") + event).text
        source = re.findall(r'href="(http://127.0.0.1:\d+/[^"]+)"[^>]*rel="[^"]*nofollow', page)[0]
        assert httpx.get(html.unescape(source)).status_code == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) in (0, 130)
    finally:
        process.kill()
        process.communicate()
