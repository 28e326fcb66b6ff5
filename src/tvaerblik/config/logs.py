"""Log lines without CPR numbers, whatever somebody wrote in an address or a form, and without the links
by which a password is chosen: whoever reads the log must not be able to use one."""

import logging
import re

from tvaerblik.core.cpr import masked

LINK = re.compile(r"(/adgangskode/)[^\s\"']+")


class MaskingFormatter(logging.Formatter):
    """Over the whole line, so that arguments and tracebacks are covered too."""

    def format(self, record: logging.LogRecord) -> str:
        return LINK.sub(r"\1…", masked(super().format(record)))
