"""What a form sends back is read by a machine: a number in it has no thousands separator."""

from django.template import Context, Template
from django.utils import translation


def test_a_number_in_a_form_stands_in_plain_digits() -> None:
    hidden = Template('<input type="hidden" name="serial" value="{{ serial }}">')
    for lang in ("da", "en"):
        with translation.override(lang):
            assert 'value="1234567"' in hidden.render(Context({"serial": 1234567}))
