"""How the API reads a body, where the framework's own way leaves a fault of the request unanswered."""

import io
import json
from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework import parsers
from rest_framework.exceptions import ParseError


class JsonParser(parsers.JSONParser):
    """JSON of any depth: what is nested beyond reading is a fault of the request, as any other broken JSON is.

    So is half of a character ("\\ud800"), which no database can keep and no answer repeat.
    """

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        body = stream.read()
        try:
            told = super().parse(io.BytesIO(body), media_type, parser_context)
            if b"\\u" in body:
                json.dumps(told, ensure_ascii=False).encode()
        except (RecursionError, UnicodeEncodeError) as error:
            raise ParseError(_("Permintaan tidak dapat dibaca.")) from error
        return told
