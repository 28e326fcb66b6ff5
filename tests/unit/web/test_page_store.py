"""Pages in memory: bounded, the longest unasked first, and of one release alone."""

from tvaerblik.web.page_store import KeptPage, PageStore


def page(size: int = 10) -> KeptPage:
    return KeptPage(b"x" * size, {})


def store_of(*keys: str, most_bytes: int = 100) -> PageStore:
    store = PageStore(most_bytes)
    store.get("r1", "")
    for key in keys:
        store.put("r1", key, page())
    return store


def kept(store: PageStore, keys: str) -> str:
    return "".join(key for key in keys if store.get("r1", key) is not None)


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    store = store_of("a", "b", "c", most_bytes=30)
    store.get("r1", "a")
    store.put("r1", "d", page())
    assert kept(store, "abcd") == "acd"


def test_a_page_put_again_counts_once() -> None:
    store = store_of("a", "b", "b", "b", most_bytes=20)
    assert kept(store, "ab") == "ab"


def test_a_page_larger_than_all_memory_is_not_kept() -> None:
    store = store_of("a", most_bytes=30)
    store.put("r1", "large", page(31))
    assert store.get("r1", "large") is None
    store.put("r1", "b", page())
    assert kept(store, "b") == "b"


def test_another_release_drops_every_page() -> None:
    store = store_of("a")
    assert store.get("r2", "a") is None
    assert store.get("r1", "a") is None


def test_a_page_of_the_release_before_comes_too_late() -> None:
    store = store_of("a")
    store.get("r2", "a")
    store.put("r1", "a", page())
    assert store.get("r2", "a") is None
