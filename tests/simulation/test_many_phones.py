"""Many phones, thousands of changes, a bad network: nothing is lost, nobody sees too much."""

import pytest

from sync.memory import MemoryShelf
from tests.simulation.invariants import check_everything
from tests.simulation.plan import SEED, Plan, make_seed
from tests.simulation.server import Shelf
from tests.simulation.simulation import Simulation


def run(plan: Plan, shelf: Shelf) -> Simulation:
    """A run to its end; a failure names the seed that brings it back."""
    simulation = Simulation(plan, shelf)
    try:
        simulation.run()
        check_everything(simulation)
    except AssertionError as error:
        error.add_note(f"Run again with {SEED}={plan.seed}")
        raise
    return simulation


@pytest.mark.parametrize("round_", range(2))
def test_promise_2_nothing_is_lost_over_a_bad_network(round_: int) -> None:
    plan = Plan(seed=make_seed() + round_)

    simulation = run(plan, MemoryShelf())

    assert len(simulation.world.made) > 2000
    assert len(simulation.world.actors) >= 20
