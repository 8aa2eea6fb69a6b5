//! Links `libvirt-lxc.so.0`, which uses `libvirt.so.0`.

fn main() -> std::io::Result<()> {
    virt_link::import_private("src")?;
    virt_link::versioned("libvirt-lxc.so.0", "libvirt-lxc.map")
}
