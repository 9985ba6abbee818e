"""How tests are shared out among workers: those of a file together, those of an entry of a bank together."""

import pytest


def pytest_collection_modifyitems(items):
    """Fixtures of a module are made once, and what is found out about one entry of a bank is found out once."""
    for item in items:
        parameters = item.callspec.params if hasattr(item, "callspec") else {}
        entry = getattr(parameters.get("entry"), "id", None)
        group = f"{parameters['bank'].assignment}-{entry}" if entry else item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group(group))
