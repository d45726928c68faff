"""Counting tries in the shared cache, in fixed windows."""

import hashlib

from django.core.cache import cache


def hit(key: str, limit: int, seconds: int) -> bool:
    """Counts one try under `key`; False once there were more than `limit` within the window of `seconds`."""
    name = _name(key)
    cache.add(name, 0, seconds)
    try:
        return cache.incr(name) <= limit
    except ValueError:  # the window ended between the two calls: this try opens the next one
        cache.set(name, 1, seconds)
        return True


def reset(key: str) -> None:
    """Forget the tries, say after a right password."""
    cache.delete(_name(key))


def _name(key: str) -> str:
    # A user name or an address may hold anything; a cache key may not.
    return "hit:" + hashlib.sha256(key.encode()).hexdigest()
