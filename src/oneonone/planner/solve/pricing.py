"""All but small models are searched only among the columns that the best schedule may have.

The duals that bound the first two levels together price every column: hardly any but those of the
best schedules may be in one worth the bound, and among these the search is short. Should it find
that nothing is worth the bound, it goes on among those that may be in one worth what it found.

In a large model an interior point method finds the duals: lying in the middle of all that prove
the bound, they tell the most columns apart. In a smaller one the simplex is quicker.
"""

from dataclasses import replace
from typing import NamedTuple

from oneonone.planner.solve.budget import Budget, UnfinishedError
from oneonone.planner.solve.certify import Certificate, certify
from oneonone.planner.solve.focus import FocusedRelaxation
from oneonone.planner.solve.highs import price_rows
from oneonone.planner.solve.model import Face, Model, whole_face
from oneonone.planner.solve.pair import Pair, make_pair
from oneonone.planner.solve.search import Search
from oneonone.planner.solve.steps import Range

SMALL, LARGE = 2_000, 5_000  # columns
SHARE = 0.5  # of the columns, which prices have to shut: where they don't, others are looked for
NEARLY = 0.01  # of a meeting: interior points are not exact


class _Priced(NamedTuple):
    """A model, and what the first two levels are worth at most on a face of it."""

    model: Model
    pair: Pair
    face: Face
    prices: Certificate


def search_best(model: Model, budget: Budget) -> Search:
    """Give a search that found the best whole point, or ran out of time.

    Raises `UnfinishedError` when the budget is spent before there is any bound.
    """
    if model.columns <= SMALL:
        return _searched(Search(model, budget))
    pair = make_pair(model)
    if model.columns > LARGE:
        face, prices = _price(model, pair, whole_face(model), budget)
        relaxation = FocusedRelaxation(model, budget, ~prices.beyond(prices.value))
        return _search_near(_Priced(model, pair, face, prices), relaxation, budget)
    face, relaxation = whole_face(model), FocusedRelaxation(model, budget)
    vertex = pair.maximise(relaxation, face)
    if vertex.is_whole():
        return _searched(Search(model, budget, relaxation=relaxation))
    prices = certify(model, face, pair.cost, vertex.duals)
    return _search_near(_Priced(model, pair, face, prices), relaxation, budget)


def _searched(search: Search) -> Search:
    search.run()
    return search


def _search_near(priced: _Priced, relaxation: FocusedRelaxation, budget: Budget) -> Search:
    """Search where there may be a point worth the bound, and then where one worth less may be."""
    model, pair, face, prices = priced
    least = most = prices.value
    while True:
        near = replace(face, shut=prices.beyond(least))
        sought = Range(least, pair.levels(most))
        search = _searched(Search(model, budget, near, sought, relaxation))
        if not search.falls_short:
            return search
        least, most = search.worth, least - 1
        face = replace(face, further=search.cuts)
        if model.columns > LARGE and prices.beyond(least).mean() < SHARE:
            try:
                face, prices = _price(model, pair, face, budget)
            except UnfinishedError:
                return search
            least = most = min(prices.value, most)


def _price(model: Model, pair: Pair, face: Face, budget: Budget) -> tuple[Face, Certificate]:
    """Bound a face, which gets the row that no more are placed than the bound allows."""
    while True:
        duals, placed = price_rows(model, pair.cost, face, budget)
        prices = certify(model, face, pair.cost, duals)
        most = pair.levels(prices.value)[0]
        if placed < most + NEARLY:
            return face, prices
        face = replace(face, further=(*face.further, pair.at_most(most)))
