"""A run to its end; a failure names the seed that brings it back."""

from tests.simulation.invariants import check_everything
from tests.simulation.plan import SEED, Plan
from tests.simulation.server import Shelf
from tests.simulation.simulation import Simulation


def run(plan: Plan, shelf: Shelf) -> Simulation:
    """Raises AssertionError where something that must hold does not."""
    simulation = Simulation(plan, shelf)
    try:
        simulation.run()
        check_everything(simulation)
    except AssertionError as error:
        error.add_note(f"Run again with {SEED}={plan.seed}")
        raise
    return simulation
