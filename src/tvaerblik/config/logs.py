"""Log lines without CPR numbers, whatever somebody wrote in an address or a form."""

import logging

from tvaerblik.core.cpr import masked


class MaskingFormatter(logging.Formatter):
    """Over the whole line, so that arguments and tracebacks are covered too."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))
