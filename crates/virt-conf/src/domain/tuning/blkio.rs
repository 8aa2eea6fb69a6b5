//! `<blkiotune>`: shares of block I/O by control groups.

use crate::domain::words::prelude::*;

/// `<blkiotune>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BlkioTune {
    /// 0 when not given.
    pub weight: u32,
    pub devices: Vec<BlkioDevice>,
}

/// `<device>`; numbers are 0 when not given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BlkioDevice {
    pub path: String,
    pub weight: u32,
    pub read_iops_sec: u32,
    pub write_iops_sec: u32,
    pub read_bytes_sec: u64,
    pub write_bytes_sec: u64,
}

fn number<T: Value + Default>(node: Node<'_>, name: &str, what: &str) -> Result<T> {
    match node.child_text(name) {
        None => Ok(T::default()),
        Some(text) => {
            T::parse(&text).ok_or_else(|| node.unsupported(format!("could not parse {what} {text}")))
        }
    }
}

impl Element for BlkioTune {
    fn read(node: Node<'_>) -> Result<Self> {
        Ok(Self {
            // what is no number has always been the same as nothing
            weight: node.child_text("weight").and_then(|t| <u32 as Value>::parse(&t)).unwrap_or_default(),
            devices: node.all("device").map(BlkioDevice::read).collect::<Result<_>>()?,
        })
    }
    fn attrs(&self, _: &mut Writer) {}
    fn children(&self, w: &mut Writer) {
        if self.weight != 0 {
            w.text_value::<Plain, u32>("weight", &self.weight);
        }
        for device in self.devices.iter().filter(|d| d.limits()) {
            device.write("device", true, w);
        }
    }
}

impl BlkioDevice {
    fn limits(&self) -> bool {
        *self != Self { path: self.path.clone(), ..Self::default() }
    }
}

impl Element for BlkioDevice {
    fn read(node: Node<'_>) -> Result<Self> {
        Ok(Self {
            path: node.child_text("path").ok_or_else(|| node.unsupported("missing per-device path"))?,
            weight: number(node, "weight", "weight")?,
            read_bytes_sec: number(node, "read_bytes_sec", "read bytes sec")?,
            write_bytes_sec: number(node, "write_bytes_sec", "write bytes sec")?,
            read_iops_sec: number(node, "read_iops_sec", "read iops sec")?,
            write_iops_sec: number(node, "write_iops_sec", "write iops sec")?,
        })
    }
    fn attrs(&self, _: &mut Writer) {}
    fn children(&self, w: &mut Writer) {
        w.text("path", &self.path);
        let numbers = [
            ("weight", u64::from(self.weight)),
            ("read_iops_sec", u64::from(self.read_iops_sec)),
            ("write_iops_sec", u64::from(self.write_iops_sec)),
            ("read_bytes_sec", self.read_bytes_sec),
            ("write_bytes_sec", self.write_bytes_sec),
        ];
        for (name, value) in numbers.iter().filter(|(_, v)| *v != 0) {
            w.text_value::<Plain, u64>(name, value);
        }
    }
}
