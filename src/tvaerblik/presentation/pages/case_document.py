"""The one document of a case, for the archive: everything its reader may see of it, in the order of a file."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from tvaerblik.presentation.document import (
    Block,
    Document,
    Embedded,
    Exact,
    Facts,
    Said,
    Section,
    Table,
    Under,
)
from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.approval import said_of
from tvaerblik.presentation.pages.approval_texts import TEXTS as OF_APPROVALS
from tvaerblik.presentation.pages.case_document_texts import TEXTS
from tvaerblik.presentation.pages.case_texts import TEXTS as OF_CASES
from tvaerblik.presentation.pages.document_facts import DocumentFacts, FileFacts, TaskFacts
from tvaerblik.presentation.pages.documents import size_text
from tvaerblik.presentation.pages.documents_texts import TEXTS as OF_PAGE
from tvaerblik.presentation.pages.hearings import HearingFact, HearingPage, SeatLine, build_hearing
from tvaerblik.presentation.pages.request_case import CasePage, DraftPart, build_request
from tvaerblik.presentation.pages.request_facts import LogFacts
from tvaerblik.presentation.pages.words_of_pages import Words, join_words, words_in

LOG_WIDTHS = (3, 4, 11)


@dataclass(frozen=True, slots=True)
class _Maker:
    """What every part needs: the facts, the case's page in words, the words of the document."""

    facts: DocumentFacts
    page: CasePage
    t: Words
    lang: Lang

    def day(self, day: object) -> str:
        return date_text(day, self.lang, short=True)


def build_case_document(facts: DocumentFacts, lang: Lang) -> Document:
    make = _Maker(facts, build_request(facts.one, lang), words_in(TEXTS, lang), lang)
    t, head = make.t, facts.one.head
    parts = [(name, tuple(blocks)) for name, blocks in _parts(make)]
    empty = [t[f"none_{name}"] for name, blocks in parts if not blocks]
    moment = _moment(make)
    return Document(
        lang=lang,
        title=head.title,
        kicker=t["kicker"].format(number=head.number),
        mark=OF_PAGE["mark"].in_(lang) if facts.why_marked else "",
        why_marked=tuple(
            t[f"why_{why}"].format(stage=make.page.line.stage) for why in facts.why_marked
        ),
        facts=Facts(tuple(_first_page(make, moment))),
        notes=tuple(_notes(make, empty)),
        contents=t["contents"],
        sections=tuple(Section(_heading(name, make), blocks) for name, blocks in parts if blocks),
        foot=tuple(_foot(make, moment)),
        page_of=(t["page"], t["of"]),
        author=t["author"],
        moment=facts.extract.moment,
        files=tuple(_embedded(one, t) for one in facts.files if one.path is not None),
    )


def _parts(make: _Maker) -> Iterator[tuple[str, Iterator[Block]]]:
    yield "request", _request(make)
    yield "questions", _questions(make)
    yield "judged", _judged(make)
    if not make.page.is_small:
        yield "data", _data(make)
        yield "drafts", _drafts(make)
    yield "hearings", _hearings(make)
    yield "decisions", _decisions(make)
    if make.facts.for_workers:
        yield "tasks", _tasks(make)
    yield "log", _log(make)
    yield "files", _files(make)


def _heading(name: str, make: _Maker) -> str:
    """As the case's page calls what it shows too."""
    of_page = {"request": "request", "judged": "filter", "data": "data"}
    return make.page.t[of_page[name]] if name in of_page else make.t[name]


# The first page ----------------------------------------------------------------------------------


def _first_page(make: _Maker, moment: str) -> Iterator[tuple[str, str]]:
    one, t, lang = make.facts.one, make.t, make.lang
    yield t["number"], one.head.number
    yield t["journal"], one.journal_number or t["journal_none"]
    yield t["stage"], make.page.line.stage
    body = make.facts.deciding_body
    yield t["body"], body.in_(lang) if body else t["body_none"]
    words = make.page.t
    for name, value in make.page.facts:
        if name != words["journal"]:
            yield name, value
        if name == words["asked_by"] and make.facts.asked_as is not None:
            yield t["asked_as"], make.facts.asked_as.in_(lang)
    if one.indicator:
        yield t["indicator"], one.indicator
    yield t["version"], t["version_internal" if make.facts.for_workers else "version_open"]
    yield t["extracted"], moment


def _moment(make: _Maker) -> str:
    at = make.facts.extract.moment
    clock = f"{at:%H.%M}" if make.lang == "da" else f"{at:%H:%M}"
    return make.t["moment"].format(day=date_text(at.date(), make.lang), time=clock)


def _foot(make: _Maker, moment: str) -> Iterator[str]:
    t, extract, one = make.t, make.facts.extract, make.facts.one
    number = one.journal_number
    journal = t["foot_journal"].format(journal=number) if number else t["foot_no_journal"]
    told = t["foot"].format(number=one.head.number, journal=journal, moment=moment)
    yield t["foot_demo"] + told if extract.demo else told
    yield t["foot_check"].format(
        version=extract.version, entries=extract.entries, sha256=extract.sha256
    )


def _notes(make: _Maker, empty: list[str]) -> Iterator[str]:
    t = make.t
    if make.facts.extract.demo:
        yield t["demo"]
    if empty:
        yield t["has_no"].format(parts=_none_of(empty, make.lang))
    yield t["left_out_hearings" if make.facts.for_workers else "left_out"]
    yield t["check"].format(entries=make.facts.extract.entries)


def _none_of(parts: list[str], lang: Lang) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {'eller' if lang == 'da' else 'or'} {parts[-1]}"


# What was asked, judged and found ----------------------------------------------------------------


def _request(make: _Maker) -> Iterator[Block]:
    if make.page.answers:
        yield Facts(make.page.answers)
    else:
        yield Said(make.page.t["without_template"], quiet=True)


def _questions(make: _Maker) -> Iterator[Block]:
    """Who asked below the question, who answered below the answer."""
    if make.page.questions:
        yield Facts(
            tuple(
                (
                    f"{one.text}\n({one.by})",
                    f"{one.answer}\n({one.answered_by})" if one.answer else make.t["unanswered"],
                )
                for one in make.page.questions
            )
        )


def _judged(make: _Maker) -> Iterator[Block]:
    if make.page.judged:
        yield Facts(
            tuple(
                (one.question, f"{one.answer}. {one.text}\n({one.by})" if one.by else one.answer)
                for one in make.page.judged
            )
        )


def _data(make: _Maker) -> Iterator[Block]:
    data, t = make.page.data, make.page.t
    if data.finding:
        yield Said(data.finding)
    yield Said(data.basis, quiet=True)
    if data.needs:
        yield Said(t["data_needs"] + ":\n" + "\n".join(f"• {need}" for need in data.needs))
    if not data.lines:
        yield Said(t["data_people_none"], quiet=True)
        return
    people = [(f"{one.people}\n{one.people_told}").strip() for one in data.lines]
    if not data.has_machine:
        rows = tuple((one.unit, said) for one, said in zip(data.lines, people, strict=True))
        yield Table((t["data_unit"], t["data_people"]), rows, (5, 11))
        return
    yield Table(
        (t["data_unit"], t["data_machine"], t["data_people"]),
        tuple(
            (one.unit, f"{one.machine}\n{one.told}".strip(), said)
            for one, said in zip(data.lines, people, strict=True)
        ),
        (4, 6, 6),
    )


# Drafts of definitions ---------------------------------------------------------------------------


def _drafts(make: _Maker) -> Iterator[Block]:
    newest = [make.page.draft] if make.page.draft else []
    return chain.from_iterable(_draft(draft, make) for draft in (*newest, *make.page.earlier))


def _draft(draft: DraftPart, make: _Maker) -> Iterator[Block]:
    t = make.t
    yield Under(draft.heading)
    approval = make.facts.approvals.get(draft.version)
    of_approvals = words_in(OF_APPROVALS, make.lang)
    said = said_of(approval, of_approvals, make.lang) if approval else t["draft_not_sent"]
    if approval and approval.demo:
        said = f"{said} {of_approvals['demo']}"
    wrong = [(t["draft_wrong"], "\n".join(draft.problems))] if draft.problems else []
    yield Facts(
        (
            *draft.words,
            (t["draft_digest"], draft.digest or t["draft_no_digest"]),
            (t["draft_approval"], said),
            *wrong,
        )
    )
    yield Said(t["draft_text"], quiet=True)
    yield Exact(draft.text)


# Hearings ----------------------------------------------------------------------------------------


def _hearings(make: _Maker) -> Iterator[Block]:
    today = make.facts.extract.moment.date()
    for fact in make.facts.hearings:
        yield from _hearing(fact, build_hearing(fact, today, make.lang), make)


def _hearing(fact: HearingFact, page: HearingPage, make: _Maker) -> Iterator[Block]:
    t = make.t
    yield Under(fact.title)
    silent = join_words([_seat(line) for line in page.lines if line.answer is None], make.lang)
    silence = t["hearing_silent" if fact.closed_on else "hearing_waits"]
    yield Facts(
        (
            (t["hearing_question"], fact.question),
            (t["hearing_began"], date_text(fact.deadline, make.lang)),
            (t["hearing_state"], page.state),
            (t["hearing_answered"], page.answered),
            *([(silence, silent)] if silent else []),
            *([(t["hearing_summary"], fact.summary)] if fact.summary else []),
        )
    )
    rows = tuple(chain.from_iterable(_answers(line, t) for line in page.lines))
    if rows:
        yield Table((t["who"], t["day"], t["answer"]), rows, (5, 3, 10))


def _seat(line: SeatLine) -> str:
    return f"{line.body} ({line.who})" if line.body else line.who


def _answers(line: SeatLine, t: Words) -> Iterator[tuple[str, str, str]]:
    """The one that counts, then those before it."""
    if line.answer is not None:
        yield _seat(line), line.answer.told, _told(line.answer.position, line.answer.text)
    for one in line.earlier:
        yield t["earlier"], one.told, _told(one.position, one.text)


def _told(position: str, text: str) -> str:
    return f"{position}\n{text}" if text else position


# Decisions, tasks, log and files -----------------------------------------------------------------


def _decisions(make: _Maker) -> Iterator[Block]:
    t = make.t
    rows = tuple(_decision(entry, make) for entry in make.facts.one.log if entry.body)
    if rows:
        yield Table((t["day"], t["forum"], t["what"]), rows, (3, 5, 10))


def _decision(entry: LogFacts, make: _Maker) -> tuple[str, str, str]:
    where = entry.body.in_(make.lang) if entry.body else ""
    if entry.meeting_on is not None:
        day = date_text(entry.meeting_on, make.lang)
        where = make.t["meeting"].format(body=where, day=day)
    what = OF_CASES[f"entry_{entry.kind}"].in_(make.lang)
    return make.day(entry.on), where, f"{what}\n{entry.text}" if entry.text else what


def _tasks(make: _Maker) -> Iterator[Block]:
    t = make.t
    if make.facts.tasks:
        yield Table(
            (t["task"], t["task_owner"], t["task_deadline"], t["task_state"]),
            tuple(_task(one, make) for one in make.facts.tasks),
            (8, 4, 3, 4),
        )


def _task(one: TaskFacts, make: _Maker) -> tuple[str, str, str, str]:
    t = make.t
    deadline = make.day(one.deadline) if one.deadline else t["task_none"]
    state = t[f"task_{one.state}"].format(day=make.day(one.ended_on) if one.ended_on else "")
    return f"{one.title}\n{one.note}".strip(), one.owner, deadline, state.strip()


def _log(make: _Maker) -> Iterator[Block]:
    t = make.t
    yield Said(t["log_note"], quiet=True)
    inside = make.page.t["log_internal"]
    rows = []
    for line in reversed(make.page.log):
        what = f"{line.what} ({inside})" if line.internal else line.what
        rows.append((line.day, line.who, f"{what}\n{line.text}" if line.text else what))
    yield Table((t["day"], t["who"], t["what"]), tuple(rows), LOG_WIDTHS)


def _files(make: _Maker) -> Iterator[Block]:
    if make.facts.files:
        yield Said(make.t["files_note"], quiet=True)
    for one in make.facts.files:
        yield from _file(one, make)


def _file(one: FileFacts, make: _Maker) -> Iterator[Block]:
    t, lang = make.t, make.lang
    yield Under(_file_heading(one, t))
    inside = [(t["file_name"], one.name), (t["file_inside"], _name_inside(one))]
    rows = inside if one.path is not None else []
    rows.append((t["file_kind"], f"{one.kind.upper()}, {size_text(one.size, lang)}"))
    added = t["file_by_on"].format(day=date_text(one.on, lang), by=one.by)
    rows.append((t["file_by"], added))
    if one.internal:
        rows.append((t["file_internal"], t["file_internal_only"]))
    if one.withdrawn_on is not None:
        gone = t["file_removed" if one.removed else "file_gone"]
        day = date_text(one.withdrawn_on, lang)
        told = gone.format(day=day, by=one.withdrawn_by, why=one.withdrawn_why)
        rows.append((t["file_withdrawn"], told))
    rows.append(("SHA-256", one.sha256))
    yield Facts(tuple(rows))


def _file_heading(one: FileFacts, t: Words) -> str:
    if not one.title:
        return t["file_nameless"].format(n=one.number)
    return t["file_heading"].format(n=one.number, title=one.title)


_DANISH = str.maketrans(
    {
        "æ": "ae",
        "ø": "oe",
        "å": "aa",
        "Æ": "Ae",
        "Ø": "Oe",
        "Å": "Aa",
        "ü": "ue",
        "ö": "oe",
        "ä": "ae",
    }
)


def _name_inside(one: FileFacts) -> str:
    """In letters that every system reads: `bilag-02-Moede-12-marts.pdf`."""
    stem, dot, ending = one.name.rpartition(".")
    spelt = (stem if dot else ending).translate(_DANISH)
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    tidy = re.sub(r"[^A-Za-z0-9_]+", "-", plain).strip("-")
    return f"bilag-{one.number:02}-{tidy or 'fil'}.{ending.lower() if dot else one.kind}"


def _embedded(one: FileFacts, t: Words) -> Embedded:
    assert one.path is not None, one.number
    return Embedded(_name_inside(one), one.path, one.mime, _file_heading(one, t))
