"""The conversations that matter most run on both stores: a test file says so with `BOTH_STORES = True`."""


def pytest_generate_tests(metafunc):
    if getattr(metafunc.module, "BOTH_STORES", False) and "store" in metafunc.fixturenames:
        metafunc.parametrize("store", ["memory", "tinydb"], indirect=True)
