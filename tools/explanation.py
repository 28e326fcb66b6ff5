"""Prints *Sådan læses tallene* into docs/explanation, its charts as files beside it.

The site shows the same texts and charts. `check_documents` compares them with what stands there.
"""

from pathlib import Path

from tvaerblik.presentation.charts import standalone_svg
from tvaerblik.presentation.pages.help import HelpChapter, HelpPage, build_help, build_help_index
from tvaerblik.presentation.pages.help_tables import HelpTable

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "explanation"
MADE = "<!-- Made by tools/explanation.py; change presentation/pages/help*.py, then `make explanation`. -->"


def made_explanations() -> dict[str, str]:
    """File name → content of every page and every chart, in Danish."""
    index = build_help_index("da")
    links = [f"- [{one.title}]({one.slug}.md) – {one.summary}" for one in index.topics]
    made = {"index.md": _document(index.title, index.lead, "\n".join(links))}
    for one in index.topics:
        page = build_help(one.slug, "da")
        made[f"{one.slug}.md"] = _page(page)
        for chapter in page.chapters:
            for figure in chapter.figures:
                made[f"{figure.name}.svg"] = standalone_svg(figure.wide)
    return made


def _page(page: HelpPage) -> str:
    others = "\n".join(f"- [{one.title}]({one.slug}.md)" for one in page.others)
    chapters = [part for chapter in page.chapters for part in _chapter(chapter)]
    return _document(page.title, page.lead, *chapters, f"## {page.more}", others)


def _chapter(chapter: HelpChapter) -> list[str]:
    figures = [
        part
        for figure in chapter.figures
        for part in (
            f"![{figure.title}]({figure.name}.svg)",
            figure.caption and f"*{figure.caption}*",
        )
        if part
    ]
    tables = [part for table in chapter.tables for part in _table(table)]
    return [f"## {chapter.heading}", *chapter.paragraphs, *figures, *tables]


def _table(table: HelpTable) -> list[str]:
    lines = [
        f"| {' | '.join(table.headings)} |",
        "|---" + "|--:" * (len(table.headings) - 1) + "|",
        *(f"| {' | '.join((name, *cells))} |" for name, cells in table.lines),
    ]
    return [f"**{table.caption}**", "\n".join(lines), *([table.note] if table.note else [])]


def _document(title: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", MADE, *parts]) + "\n"


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = made_explanations()
    for path in FOLDER.iterdir():
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
