"""Our library beside upstream's: the same calls, the same answers."""


def test_long_session(beside, library):
    beside("python-tests/differential/compare.py", "--lib", library)


def test_smoke_programs_of_bindings(beside, library):
    beside("binding-tests/run", "--lib", library)


def test_virt_install_clone_xml(beside, library):
    beside("binding-tests/virtinst", "--lib", library)


def test_virt_manager(beside, library):
    beside("binding-tests/virt_manager", "--lib", library)
