"""The column type of personal data. Whoever walks the models finds by it all that is sealed."""

from typing import Any

from django.db import models

from .. import vault


class SealedField(models.BinaryField):
    """Holds what `vault.seal` gives, under a context; never plain data. Reading gives bytes, still sealed."""

    def __init__(self, context: str = "", **options: Any) -> None:
        self.context = context
        super().__init__(**{"editable": False, **options})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, options = super().deconstruct()
        return name, path, [self.context, *args], options

    def seal(self, plain: bytes) -> bytes:
        return vault.seal(plain, self.context)

    def open(self, blob: bytes) -> bytes:
        """Raises vault.VaultError."""
        return vault.open_sealed(blob, self.context)
