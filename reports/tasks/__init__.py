"""Jobs of this stage by subject, and the kinds of documents that they make; each handler calls an action."""

from reports.tasks.packs import PACK, start_pack
from reports.tasks.receipts import RECEIPT

__all__ = ["PACK", "RECEIPT", "start_pack"]
