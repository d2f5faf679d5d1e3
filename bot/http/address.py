"""Where the server listens."""

import socket

from knowledge.errors import WhoOwnsError


class UnavailableAddress(WhoOwnsError):
    """HOST and PORT name an address that cannot be listened on."""

    def __init__(self, host: str, port: int, detail: str) -> None:
        super().__init__(host, port, detail)
        self.host, self.port, self.detail = host, port, detail


def bind(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 lets the system choose."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        # Python adds the address to what the system says; whoever reads it knows the address.
        detail = (error.strerror or str(error)).partition(" (while ")[0]
        raise UnavailableAddress(host, port, detail) from error
