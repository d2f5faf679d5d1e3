"""What the operator reads when the server cannot listen."""

from bot.http.address import UnavailableAddress


def unavailable_address_text(error: UnavailableAddress) -> str:
    """What is in the way, and which settings change it."""
    address = f"{error.host}:{error.port}"
    return f"Cannot listen on {address} ({error.detail}). Set HOST and PORT to a free address."
