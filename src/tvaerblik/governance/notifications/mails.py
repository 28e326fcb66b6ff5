"""A mail as its recipient may read it: in their language, as plain text and as HTML with the same words."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import make_msgid

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.utils.crypto import salted_hmac
from django.utils.html import format_html, format_html_join

from tvaerblik.core.texts import Text
from tvaerblik.governance.notifications.models import MailAddress, Notification
from tvaerblik.governance.notifications.rights import has_rule

SALT = "mail-address"
PRODUCT = "Tværblik"
MY_PAGE = "/min-side"
NEWS = Text("Der er nyt til dig", "There is news for you")
LOG_IN = Text("Log ind for at læse det.", "Log in to read it.")
GATHERED = Text("{count} nye beskeder", "{count} new messages")
FOOT = Text(
    "Du får mailen, fordi du har givet adressen på Min side. Fjern den dér: {link}",
    "You get this mail because you gave the address on My page. Remove it there: {link}",
)
CONFIRM = Text("Bekræft din mailadresse", "Confirm your mail address")
CONFIRM_BODY = Text(
    "Log ind, og bekræft, at adressen er din. Linket gælder i tre dage. Har du ikke bedt om det, "
    "skal du ikke gøre noget.",
    "Log in, and confirm that the address is yours. The link holds for three days. If you have not "
    "asked for it, do nothing.",
)


@dataclass(frozen=True, slots=True)
class Line:
    subject: str
    body: str
    link: str


def mail_of(address: MailAddress, told: Sequence[Notification]) -> EmailMultiAlternatives:
    """One notification under its own subject; several under their number."""
    lang = address.language
    lines = [_line(one, lang) for one in told]
    gathered = GATHERED.in_(lang).format(count=len(lines))
    return _mail(address, lines[0].subject if len(lines) == 1 else gathered, lines)


def confirmation_of(address: MailAddress) -> EmailMultiAlternatives:
    token = signing.dumps([address.pk, _mark(address)], salt=SALT)
    link = f"{settings.MAIL_SITE}{MY_PAGE}/mail/{token}"
    subject = CONFIRM.in_(address.language)
    return _mail(address, subject, [Line(subject, CONFIRM_BODY.in_(address.language), link)])


def is_token_of(token: str, address: MailAddress, *, days: int) -> bool:
    """Whether the token was made for this address of this person, and not too long ago."""
    try:
        found = signing.loads(token, salt=SALT, max_age=days * 24 * 60 * 60)
    except signing.BadSignature:
        return False
    return bool(found == [address.pk, _mark(address)])


def _mark(address: MailAddress) -> str:
    return salted_hmac(SALT, address.address).hexdigest()


def _line(told: Notification, lang: str) -> Line:
    """What nobody has a rule for is told without its words."""
    if not has_rule(told):
        return Line(NEWS.in_(lang), LOG_IN.in_(lang), settings.MAIL_SITE + MY_PAGE)
    return Line(told.subject.in_(lang), told.body.in_(lang), settings.MAIL_SITE + told.link)


def _mail(address: MailAddress, subject: str, lines: Sequence[Line]) -> EmailMultiAlternatives:
    foot = FOOT.in_(address.language).format(link=settings.MAIL_SITE + MY_PAGE)
    plain = "\n\n".join(f"{line.subject}\n{line.body}\n{line.link}" for line in lines)
    mail = EmailMultiAlternatives(
        f"{PRODUCT}: {subject}",
        f"{plain}\n\n-- \n{foot}\n",
        to=[address.address],
        headers={
            "Auto-Submitted": "auto-generated",
            "Content-Language": address.language,
            "Message-ID": make_msgid(domain=settings.DEFAULT_FROM_EMAIL.partition("@")[2]),
        },
    )
    mail.attach_alternative(_html(address.language, lines, foot), "text/html")
    return mail


def _html(lang: str, lines: Sequence[Line], foot: str) -> str:
    items = format_html_join(
        "",
        '<p><a href="{}"><strong>{}</strong></a><br>{}</p>',
        ((line.link, line.subject, line.body) for line in lines),
    )
    page = '<!DOCTYPE html><html lang="{}"><body>{}<hr><p>{}</p></body></html>'
    return format_html(page, lang, items, foot)
