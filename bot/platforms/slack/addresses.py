"""Addresses at which only Slack listens. Slack names them itself; whoever else is named is not called."""

from urllib.parse import urlsplit


def takes_responses(url: str, api_url: str) -> bool:
    """Whether Slack takes responses there; `api_url` may stand in for it."""
    return _is_slacks(url, "hooks", api_url)


def takes_files(url: str, api_url: str) -> bool:
    """Whether Slack takes files there; `api_url` may stand in for it."""
    return _is_slacks(url, "files", api_url)


def _is_slacks(url: str, host: str, api_url: str) -> bool:
    try:
        address, api = urlsplit(url), urlsplit(api_url)
        hosts = {f"{host}.slack.com", f"{host}.{api.hostname}"}
        is_there = address.scheme == "https" and address.netloc in hosts
    except ValueError:
        return False
    return is_there or (address.scheme, address.netloc) == (api.scheme, api.netloc)
