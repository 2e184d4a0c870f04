"""Costs of the steps that are still to do."""

from __future__ import annotations

from decimal import Decimal

from tests.helpers.real import real_desk
from welcomedesk.desk import cases, checklists, costs


def test_fees_add_up_and_grants_do_not() -> None:
    real = real_desk("haddad")
    found = costs.costs_of(real.desk, cases.show(real.desk, real.entered["haddad"].case))
    assert (found.low, found.high) == (Decimal(1284), Decimal(1784))
    assert [line.grant for line in found.lines].count(True) == 1 and found.complete


def test_a_step_that_is_done_costs_nothing_any_more() -> None:
    real = real_desk("haddad")
    case = real.entered["haddad"].case
    items = cases.show(real.desk, case).all("item")
    apply_step = next(item for item in items if item.text("step") == "dual_apply")
    checklists.set_state(real.desk, case, apply_step.ref, "done")
    assert costs.costs_of(real.desk, cases.show(real.desk, case)).high == Decimal(1184)


def test_a_case_without_checklist_costs_nothing() -> None:
    real = real_desk("haddad")
    case = cases.open_case(real.desk, "person", "Mai Tran").value.id
    found = costs.costs_of(real.desk, cases.show(real.desk, case))
    assert found.lines == () and found.high == 0
