//! `/proc/cpuinfo`.

use std::io;
use std::path::Path;

use virt_core::Arch;

/// What `/proc/cpuinfo` tells of the first processor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CpuInfo {
    fields: Vec<(String, String)>,
}

/// What makes a host's processor another one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identity {
    /// Maker, name, family, model, stepping; none where Linux doesn't tell.
    pub signature: Option<String>,
    pub microcode: u32,
}

/// Lines of interest stand near the beginning.
const MAX_LINES: usize = 200;

impl CpuInfo {
    /// Reads the file below a root folder.
    pub fn read(root: &Path) -> io::Result<Self> {
        Ok(Self::parse(&std::fs::read_to_string(root.join("proc/cpuinfo"))?))
    }

    /// Takes the text of the file.
    pub fn parse(text: &str) -> Self {
        let fields = text.lines().take(MAX_LINES).filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.trim().to_owned(), value.trim().to_owned()))
        });
        Self { fields: fields.collect() }
    }

    /// The first field with this name.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Size of physical addresses in bits; 0: not told.
    pub fn phys_addr_bits(&self, arch: Arch) -> u32 {
        if !(arch.is_x86() || arch.is_loongarch() || matches!(arch, Arch::Sh4 | Arch::Sh4eb)) {
            return 0;
        }
        let field = self.field("address sizes").or_else(|| self.field("Address Sizes"));
        field.and_then(|f| f.split(' ').next()?.parse().ok()).unwrap_or(0)
    }

    /// Clock in MHz; 0: not told.
    pub fn mhz(&self) -> u32 {
        let field =
            ["cpu MHz", "clock", "CPU MHz", "cpu MHz dynamic"].iter().find_map(|name| self.field(name));
        let digits = field.map(|f| f.split(['.', 'M']).next().unwrap_or_default());
        digits.and_then(|d| d.parse().ok()).unwrap_or(0)
    }

    /// What makes this processor another one.
    pub fn identity(&self, arch: Arch) -> Identity {
        let all = |names: &[&str]| names.iter().map(|n| self.field(n)).collect::<Option<Vec<_>>>();
        let signature = if arch.is_x86() {
            all(&["vendor_id", "model name", "cpu family", "model", "stepping"])
                .map(|f| format!("{}, {}, family: {}, model: {}, stepping: {}", f[0], f[1], f[2], f[3], f[4]))
        } else if arch.is_ppc64() {
            all(&["cpu", "revision"]).map(|f| format!("{}, rev {}", f[0], f[1]))
        } else if arch.is_s390() {
            all(&["vendor_id", "processor 0", "facilities"])
                .map(|f| format!("{}, {}, facilities: {}", f[0], f[1], f[2]))
        } else {
            None
        };
        let microcode = self.field("microcode").filter(|_| arch.is_x86()).and_then(number).unwrap_or(0);
        Identity { signature, microcode }
    }
}

fn number(text: &str) -> Option<u32> {
    match text.strip_prefix("0x") {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_x86_processor() {
        let info = CpuInfo::parse(
            "processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 94\nmodel name\t: A CPU @ 2 GHz\n\
             stepping\t: 3\nmicrocode\t: 0x1f\ncpu MHz\t\t: 2600.123\naddress sizes\t: 46 bits physical, 48 bits virtual\n",
        );
        assert_eq!(info.phys_addr_bits(Arch::X86_64), 46);
        assert_eq!(info.phys_addr_bits(Arch::Aarch64), 0);
        assert_eq!(info.mhz(), 2600);
        let identity = info.identity(Arch::X86_64);
        assert_eq!(identity.microcode, 31);
        assert_eq!(
            identity.signature.as_deref(),
            Some("GenuineIntel, A CPU @ 2 GHz, family: 6, model: 94, stepping: 3")
        );
    }
}
