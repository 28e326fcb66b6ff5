"""Log lines without CPR numbers, whatever somebody wrote in an address or a form, and without the links
that are keys: to choose a password, to see what is not released, to confirm an address of mail. Whoever
reads the log must not be able to use one."""

import logging
import re

from tvaerblik.core.cpr import masked

LINK = re.compile(r"(/(?:adgangskode|forhaandsvisning|min-side/mail)/)[^\s\"'/]+")


class MaskingFormatter(logging.Formatter):
    """Over the whole line, so that arguments and tracebacks are covered too."""

    def format(self, record: logging.LogRecord) -> str:
        return LINK.sub(r"\1…", masked(super().format(record)))
