# Sourced by ./check and ./demo: installs what they need on Debian 12, says so, and costs nothing when
# nothing is missing. VIRT_RS_NO_INSTALL=1 only reports what is missing.

# The backports suite has QEMU 10 and the upstream libvirt that the differential tests run beside ours.
backports="bookworm-backports"

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

missing_packages() {
    for package; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s ' "$package"
    done
}

# The suite is added with the mirror and the key the machine already uses for its own packages.
add_backports() {
    grep -rqs "^[^#]*$backports" /etc/apt/sources.list /etc/apt/sources.list.d && return
    mirror=$(apt-get indextargets --format '$(SITE) $(CODENAME)' | awk '$2 == "bookworm" { print $1; exit }')
    [ -n "$mirror" ] || { echo "no mirror for bookworm in the apt sources: add $backports by hand"; return 1; }
    echo "== adding $backports"
    printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n' \
        "$mirror" "$backports" | as_root tee "/etc/apt/sources.list.d/$backports.sources" >/dev/null
    apt_updated=
}

# install_packages SUITE PACKAGE...: SUITE is - for the release itself.
install_packages() {
    suite=$1
    shift
    wanted=$(missing_packages "$@")
    [ -n "$wanted" ] || return 0
    if [ -n "${VIRT_RS_NO_INSTALL:-}" ] || ! command -v apt-get >/dev/null; then
        echo "== missing: $wanted"
        return 0
    fi
    [ "$suite" = - ] || add_backports || return 1
    echo "== installing: $wanted"
    [ -n "${apt_updated:-}" ] || as_root apt-get -qq update
    apt_updated=1
    # shellcheck disable=SC2086 # a list of words
    if [ "$suite" = - ]; then
        as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $wanted >/dev/null
    else
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get -qq install -y --no-install-recommends -t "$suite" $wanted >/dev/null
    fi
}

install_toolchain() {
    command -v cargo >/dev/null && return
    [ -f "$HOME/.cargo/env" ] && . "$HOME/.cargo/env"
    command -v cargo >/dev/null || { echo "cargo is missing: install Rust with rustup"; return 1; }
}

# Built from source where it is missing, which takes some minutes once.
install_cargo_deny() {
    command -v cargo-deny >/dev/null && return
    if [ -n "${VIRT_RS_NO_INSTALL:-}" ]; then
        echo "== missing: cargo-deny"
        return 0
    fi
    echo "== installing: cargo-deny"
    cargo install --quiet --locked cargo-deny@0.20.2 || echo "== cargo-deny could not be installed"
}

# For building and for a first guest.
install_for_demo() {
    install_toolchain &&
        install_packages - gcc libc6-dev binutils pkg-config python3 python3-libvirt &&
        install_packages "$backports" qemu-system-x86 qemu-utils seabios ipxe-qemu
}

# For every test: upstream's library and the stock bindings besides.
install_for_check() {
    install_for_demo &&
        install_packages - g++ python3-dev python3-pip python3-wheel python3-pytest python3-setuptools python3-lxml python3-gi golang-go \
            golang-github-libvirt-libvirt-go-dev libsys-virt-perl ruby-libvirt gir1.2-libvirt-glib-1.0 \
            virtinst valgrind swtpm swtpm-tools passt nbdkit virt-manager xvfb dbus-daemon at-spi2-core gir1.2-atspi-2.0 &&
        install_packages "$backports" libvirt0 libvirt-common libvirt-clients libvirt-daemon-driver-qemu \
            libvirt-daemon-driver-storage-disk &&
        install_cargo_deny
}
