"""How tests are shared out among workers: those of a file together, those of an entry of a bank together."""

import pytest


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items):
    """Fixtures of a module are made once, and what is found out about one entry of a bank is found out once."""
    for item in items:
        parameters = item.callspec.params if hasattr(item, "callspec") else {}
        group = item.nodeid.partition("::")[0]
        if {"bank", "entry"} <= parameters.keys():
            group = f"{parameters['bank'].assignment}-{parameters['entry'].id}"
        item.add_marker(pytest.mark.xdist_group(group))
