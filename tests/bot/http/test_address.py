"""Where the server listens, and what is said when it cannot."""

import pytest

from bot.http.address import UnavailableAddress, bind
from bot.wording.serving import unavailable_address_text


def test_port_0_is_any_free_port() -> None:
    with bind("127.0.0.1", 0) as listening:
        assert listening.getsockname()[1] > 0


def test_an_address_that_is_taken_is_told_with_the_settings_that_change_it() -> None:
    with bind("127.0.0.1", 0) as listening:
        port = listening.getsockname()[1]
        with pytest.raises(UnavailableAddress) as caught:
            bind("127.0.0.1", port)

    text = unavailable_address_text(caught.value)
    assert f"127.0.0.1:{port}" in text
    assert "(Address already in use)" in text
    assert "HOST and PORT" in text
