//! Links `libvirt.so.0` with upstream's symbol versions, under its soname.

fn main() -> std::io::Result<()> {
    virt_link::versioned("libvirt.so.0", "libvirt.map")
}
