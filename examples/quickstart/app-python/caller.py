"""Who made a call, as the gateway and App Service Authentication tell the Function."""

from collections.abc import Mapping
from urllib.parse import unquote


def caller_of(headers: Mapping[str, str]) -> dict:
    """The gateway deletes these headers of every call, and sets them from the caller's validated token.

    Names are compared without case, as HTTP does.
    """
    sent = {name.lower(): value for name, value in headers.items()}
    ids = _claim(sent.get("x-caller-id"))
    return {
        # The caller's application. None where no token names one.
        "id": ids[0] if ids else None,
        "roles": _claim(sent.get("x-caller-roles")),
        # The object id of the identity with which the gateway calls: App Service Authentication sets it.
        "gatewayPrincipalId": sent.get("x-ms-client-principal-id"),
    }


def identity_headers(headers: Mapping[str, str]) -> list[str]:
    """Names of the headers about identities that arrived, without their values."""
    names = (name.lower() for name in headers)
    return sorted(name for name in names if name == "authorization" or name.startswith(("x-ms-", "x-caller-")))


def _claim(header: str | None) -> list[str]:
    # The gateway joins a claim's values with commas, and percent-encodes each of them.
    return [unquote(value) for value in header.split(",")] if header else []
