"""No register has two moments whose order nobody checks."""

from support.deliveries import world
from tvaerblik.intake.check import orders

REGISTERS = world().registers


def test_the_order_of_every_pair_of_moments_is_checked():
    unchecked = []
    for register in REGISTERS.values():
        moments = [c.name for c in register.columns if register.has_moment(c.name)]
        checked = {name for pair in orders(register) for name in pair}
        if len(moments) > 1 and register.kind != "derived":
            unchecked += [(register.table, name) for name in moments if name not in checked]
    assert unchecked == []


def test_the_pairs_of_some_registers():
    found = {table: set(orders(register)) for table, register in REGISTERS.items()}
    assert found["person"] == {("born", "died")}
    assert found["residence"] == {("valid_from", "valid_to"), ("born", "valid_from")}
    assert found["nursing_home"] == {("opened", "closed")}
    assert found["clinic"] == {("valid_from", "valid_to")}
    assert found["rehabilitation_plan"] == {("sent", "training_started"), ("born", "sent")}
    assert found["dispensing"] == {("born", "dispensed")}
    assert found["child_examination"] == {("born", "examined")}
    assert found["gp_service"] == {("born", "week")}
    assert found["hospital_contact"] == {("started", "ended"), ("born", "started")}
