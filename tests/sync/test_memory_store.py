"""The store in memory keeps the contract of stores."""

import pytest

from sync.memory import MemoryShelf
from tests.sync.store_contract import Shelf, StoreContract


class TestMemoryStore(StoreContract):
    """Every sentence of the contract, for the store in memory."""

    @pytest.fixture
    def shelf(self) -> Shelf:
        return MemoryShelf()
