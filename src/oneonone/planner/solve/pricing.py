"""A large model is searched only among the columns that the best schedule may have.

An interior point method bounds the first two levels together, and its duals price every column:
lying in the middle of all duals that prove this bound, they tell the most columns apart. Hardly any
but those of the best schedules may be in one worth the bound, and among these the search is short.
Should it find that nothing is worth the bound, its cuts make the next bound lower.
"""

from dataclasses import replace

from oneonone.planner.solve.budget import Budget, UnfinishedError
from oneonone.planner.solve.certify import Certificate, certify
from oneonone.planner.solve.highs import price_rows
from oneonone.planner.solve.model import Face, Model, whole_face
from oneonone.planner.solve.pair import Pair, make_pair
from oneonone.planner.solve.search import Search
from oneonone.planner.solve.steps import Range

LARGE = 5_000  # columns
NEARLY = 0.01  # of a meeting: interior points are not exact
WIDER = 4  # times as far below the bound, where cuts don't lower it


def search_priced(model: Model, budget: Budget) -> Search:
    """Give a search that found the best whole point, or ran out of time.

    Raises `UnfinishedError` when the budget is spent before there is any bound.
    """
    pair = make_pair(model)
    face, prices = _price(model, pair, whole_face(model), budget)
    thought = 0
    while True:
        least = prices.value - thought
        near = replace(face, shut=prices.beyond(least))
        search = Search(model, budget, near, Range(least, pair.levels(prices.value)))
        search.run()
        if not search.falls_short:
            return search
        before = prices.value
        try:
            face, prices = _price(model, pair, replace(face, further=search.cuts), budget)
        except UnfinishedError:
            return search
        thought = 0 if prices.value < before else WIDER * thought + 1


def _price(model: Model, pair: Pair, face: Face, budget: Budget) -> tuple[Face, Certificate]:
    """Bound a face, which gets the row that no more are placed than the bound allows."""
    while True:
        duals, placed = price_rows(model, pair.cost, face, budget)
        prices = certify(model, face, pair.cost, duals)
        most = pair.levels(prices.value)[0]
        if placed < most + NEARLY:
            return face, prices
        face = replace(face, further=(*face.further, pair.at_most(most)))
