"""Files that are being uploaded wait in memory alone: what names people lies on no disk before it is sealed."""

import io
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class InMemory(FileUploadHandler):
    """The one upload handler. Of what one request sends beyond UPLOAD_LIMIT_BYTES only the size is kept.

    Every form asks for the size before it reads a file, so that one too large is refused with its own sentence.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._left = settings.UPLOAD_LIMIT_BYTES
        self._content = io.BytesIO()

    def new_file(self, *given: Any, **named: Any) -> None:
        super().new_file(*given, **named)
        self._content = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._left -= len(raw_data)
        if self._left >= 0:
            self._content.write(raw_data)
        else:
            self._content = io.BytesIO()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self._content.seek(0)
        return InMemoryUploadedFile(
            file=self._content,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
