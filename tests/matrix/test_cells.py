"""Every row of the table, asked for by every role in every state."""

import pytest
from matrix.asking import ask
from matrix.scene import Scene
from matrix.table import ROWS, Row, make_cells


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_row(scene: Scene, row: Row) -> None:
    outcomes = [ask(scene, cell) for cell in make_cells(row)]
    assert [wrong for outcome in outcomes if (wrong := outcome.wrong(scene))] == []
