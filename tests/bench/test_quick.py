"""The bench itself runs, small: no error, and every figure that the report promises."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("part", ["push", "letters", "pull"])
def test_the_bench_runs_and_reports(part: str) -> None:
    command = [sys.executable, "-m", "tests.bench", "--quick", "--database", "sqlite"]

    done = subprocess.run(
        [*command, "--only", part], capture_output=True, text=True, timeout=150, check=False
    )

    assert done.returncode == 0, done.stderr[-2000:]
    expected = {
        "push": ["changes/s", "p99", "CPU s a 1,000", "memory", "urgent in the storm", "replay"],
        "letters": ["all of it again", "changes/s", "CPU s a 1,000", "urgent in the storm"],
        "pull": ["first pull of 500", "10 new", "nothing new"],
    }[part]
    assert [word for word in expected if word not in done.stdout] == []
    errors = next(line for line in done.stdout.splitlines() if "errors" in line)
    assert not any(digit in errors for digit in "123456789")
