"""Long answers of the API, a page at a time."""

import re
from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


class NumberedPages(PageNumberPagination):
    """Pages by number and nothing else, as the OpenAPI file says: "last", " 2" and "²" name none."""

    def get_page_number(self, request: Request, paginator: Any) -> Any:
        number = request.query_params.get(self.page_query_param) or "1"
        if _NUMBER.fullmatch(number) is None:
            raise NotFound(self.invalid_page_message)
        return number
