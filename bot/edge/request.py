"""Carries the library's requests to the Bot API over aiohttp.

The library's own carrier, httpx, costs 1 to 3.6 ms of CPU a call and logs each address, which holds the token.
aiohttp costs a tenth of that and logs nothing. Of each failure the cause is kept, because only it tells whether
the request can have arrived.

The library also makes objects of all that goes out and comes back, which costs more than the way itself. What is
sent for every tap goes round them, as `plain` values; their failures are still read by the library.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, cast

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram._utils.types import ODVInput
    from telegram.request import RequestData

CONNECT_SECONDS = 10.0  # for one try at one address
WAIT_SECONDS = 30.0  # for a connection to be free, and to stand: until then nothing was sent
WRITE_SECONDS = 10.0
READ_SECONDS = 20.0  # without a sign of an answer
# What can be under way at once is a batch of updates, with an answer to each tap, and one of nudges, of a hundred
# each. Far below the thousand at which the Bot API server refuses more, and the files that a process may open.
CONNECTIONS = 256


_JSON = {"Content-Type": "application/json"}


class NeverSentError(Exception):
    """The cause of a failure before a connection stood: the request cannot have arrived."""


@dataclass(frozen=True)
class _Plain:
    """A call's values as they go out, in the place of the library's own `RequestData`."""

    body: bytes


def plain(values: Mapping[str, object]) -> RequestData:
    """The values of a call for `AiohttpRequest.post`, without files; those that are None are left out."""
    given = {name: value for name, value in values.items() if value is not None}
    # The base class hands its data on to `do_request` without looking at it.
    return cast("RequestData", _Plain(json.dumps(given).encode()))


class AiohttpRequest(BaseRequest):
    """One session with kept-alive connections."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer, where a call does not say otherwise."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Open the session, in the running event loop."""
        connector = aiohttp.TCPConnector(limit=CONNECTIONS, ttl_dns_cache=300)
        self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0913, PLR0917 - by the base class
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - ours suits all calls
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - likewise
    ) -> tuple[int, bytes]:
        """Make one request.

        Raises:
            TimedOut: no answer came in time; the cause says whether the request can have arrived.
            NetworkError: the connection failed; likewise.
        """
        if self._session is None:
            raise NetworkError("the session is not open") from NeverSentError()
        limits = _limits(_seconds(write_timeout, WRITE_SECONDS), _seconds(read_timeout, READ_SECONDS))
        data, headers = _body(request_data)
        try:
            async with self._session.request(
                method, url, data=data, headers=headers, timeout=limits
            ) as response:
                return response.status, await response.read()
        except aiohttp.ConnectionTimeoutError as error:
            raise TimedOut(type(error).__name__) from NeverSentError()
        except aiohttp.ClientConnectorError as error:
            raise NetworkError(type(error).__name__) from NeverSentError()
        except TimeoutError as error:
            raise TimedOut(type(error).__name__) from None
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None


def _seconds(asked: ODVInput[float], ours: float) -> float:
    return asked if isinstance(asked, (int, float)) else ours


def _limits(write: float, read: float) -> aiohttp.ClientTimeout:
    """Each stage has a limit of its own, so that waiting for a connection takes nothing from the answer's time.

    Only writing has none in aiohttp: the total is for that, and for an answer that trickles in for ever.
    """
    return aiohttp.ClientTimeout(
        total=WAIT_SECONDS + write + read,
        connect=WAIT_SECONDS,
        sock_connect=CONNECT_SECONDS,
        sock_read=read,
    )


def _body(
    request_data: RequestData | _Plain | None,
) -> tuple[bytes | aiohttp.FormData | dict[str, str] | None, dict[str, str] | None]:
    """What goes out, and the header that says what it is, where aiohttp does not know."""
    if isinstance(request_data, _Plain):
        return request_data.body, _JSON
    return (None if request_data is None else _form(request_data)), None


def _form(request_data: RequestData) -> aiohttp.FormData | dict[str, str]:
    if not request_data.contains_files:
        return request_data.json_parameters
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in (request_data.multipart_data or {}).items():
        # As a stream it goes out piece by piece, and lets others have their turn between.
        stream = BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, stream, filename=filename, content_type=mime)
    return form
