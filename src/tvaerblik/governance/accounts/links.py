"""The link by which the owner of an account chooses its password: it works once, and not for ever.

It carries a fingerprint of the password that is stored, so that it dies when that is changed, by its
own use or by another link.
"""

from django.core import signing
from django.utils.crypto import salted_hmac

from tvaerblik.governance.accounts.models import User

SALT = "account-password"
LINK_DAYS = 7  # a person may be on holiday when the account is made


def token_of(user: User) -> str:
    return signing.dumps([user.pk, _mark(user)], salt=SALT)


def owner_of(token: str) -> User | None:
    """None for a link that is too old, has been used or was never made."""
    try:
        found, mark = signing.loads(token, salt=SALT, max_age=LINK_DAYS * 24 * 60 * 60)
    except (signing.BadSignature, ValueError):
        return None
    user = User.objects.filter(pk=found, is_active=True).first()
    return user if user is not None and mark == _mark(user) else None


def _mark(user: User) -> str:
    return salted_hmac(SALT, user.password).hexdigest()
