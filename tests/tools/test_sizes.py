"""What has grown too long is named."""

from tools.sizes import long_functions


def test_a_long_function_is_named_and_a_short_one_is_not() -> None:
    long = "def long():\n" + "    x = 1\n" * 40
    short = "def short():\n" + "    x = 1\n" * 39

    assert list(long_functions(long + short)) == ["1: long has 41 lines"]


def test_a_migration_may_be_as_long_as_its_tables() -> None:
    assert list(long_functions("def upgrade():\n" + "    x = 1\n" * 90)) == []
