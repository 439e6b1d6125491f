from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.swaps import Swappable, make_swappable

if TYPE_CHECKING:
    from support.people import Cast


@pytest.fixture
def final(cast: Cast) -> Swappable:
    """The invitee meets at nine, the other at ten, the stranger at eleven."""
    return make_swappable(cast.owner, (cast.invitee, cast.other, cast.stranger))
