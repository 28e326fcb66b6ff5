"""Checks the documents: links lead somewhere, ADR numbers fit, generated parts are current."""

import re
import subprocess
import sys

from explanation import FOLDER as EXPLANATIONS
from explanation import made_explanations
from reference import FOLDER, ROOT, made_documents

_LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#]+)")


def main() -> int:
    problems = [*_dead_links(), *_wrong_adr_numbers(), *_stale_reference(), *_stale_explanations()]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


def _dead_links() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found = []
    for name in listed.stdout.split():
        path = ROOT / name
        for target in _LINK.findall(path.read_text(encoding="utf-8")):
            if not (path.parent / target).exists():
                found.append(f"{name}: the link to {target} leads nowhere")
    return found


def _wrong_adr_numbers() -> list[str]:
    paths = sorted((ROOT / "docs" / "adr").glob("*.md"))
    found = []
    for number, path in enumerate(paths, start=1):
        title = path.read_text(encoding="utf-8").splitlines()[0]
        if not (path.name.startswith(f"{number:04d}-") and title.startswith(f"# {number:04d}. ")):
            found.append(f"{path.name}: file number, title number and order must agree")
    return found


def _stale_reference() -> list[str]:
    return [
        f"docs/reference/{name} is not current: run `make reference`"
        for name, text in made_documents().items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text(encoding="utf-8") != text
    ]


def _stale_explanations() -> list[str]:
    """Also one that is no longer made."""
    made = made_explanations()
    there = {path.name: path.read_text(encoding="utf-8") for path in EXPLANATIONS.iterdir()}
    return [
        f"docs/explanation/{name} is not current: run `make explanation`"
        for name in sorted(made.keys() | there.keys())
        if there.get(name) != made.get(name)
    ]


if __name__ == "__main__":
    sys.exit(main())
