//! Processor architectures as the XML names them, and what follows from the name alone.

use std::fmt;

/// Byte order of an architecture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endian {
    Little,
    Big,
}

macro_rules! arches {
    ($($variant:ident = $name:literal, $bits:literal, $endian:ident;)*) => {
        /// A processor architecture that a guest or host can have, in upstream's order.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs)]
        pub enum Arch { $($variant,)* }

        impl Arch {
            /// Every architecture, in the order in which documents list them.
            pub const ALL: &'static [Arch] = &[$(Arch::$variant,)*];

            /// The name in XML.
            pub fn name(self) -> &'static str {
                match self { $(Arch::$variant => $name,)* }
            }

            /// Width of a machine word in bits.
            pub fn wordsize(self) -> u32 {
                match self { $(Arch::$variant => $bits,)* }
            }

            /// Byte order.
            pub fn endian(self) -> Endian {
                match self { $(Arch::$variant => Endian::$endian,)* }
            }
        }
    };
}

arches! {
    Alpha = "alpha", 64, Big;
    Armv6l = "armv6l", 32, Little;
    Armv7l = "armv7l", 32, Little;
    Armv7b = "armv7b", 32, Big;
    Aarch64 = "aarch64", 64, Little;
    Cris = "cris", 32, Little;
    I686 = "i686", 32, Little;
    Ia64 = "ia64", 64, Little;
    Lm32 = "lm32", 32, Big;
    Loongarch64 = "loongarch64", 64, Little;
    M68k = "m68k", 32, Big;
    Microblaze = "microblaze", 32, Big;
    Microblazeel = "microblazeel", 32, Little;
    Mips = "mips", 32, Big;
    Mipsel = "mipsel", 32, Little;
    Mips64 = "mips64", 64, Big;
    Mips64el = "mips64el", 64, Little;
    Openrisc = "openrisc", 32, Big;
    Parisc = "parisc", 32, Big;
    Parisc64 = "parisc64", 64, Big;
    Ppc = "ppc", 32, Big;
    Ppcle = "ppcle", 32, Little;
    Ppc64 = "ppc64", 64, Big;
    Ppc64le = "ppc64le", 64, Little;
    Ppcemb = "ppcemb", 32, Big;
    Riscv32 = "riscv32", 32, Little;
    Riscv64 = "riscv64", 64, Little;
    S390 = "s390", 32, Big;
    S390x = "s390x", 64, Big;
    Sh4 = "sh4", 32, Little;
    Sh4eb = "sh4eb", 64, Big;
    Sparc = "sparc", 32, Big;
    Sparc64 = "sparc64", 64, Big;
    Unicore32 = "unicore32", 32, Little;
    X86_64 = "x86_64", 64, Little;
    Xtensa = "xtensa", 32, Little;
    Xtensaeb = "xtensaeb", 32, Big;
}

impl Arch {
    /// The architecture with this XML name.
    pub fn from_name(name: &str) -> Option<Arch> {
        Self::ALL.iter().copied().find(|a| a.name() == name)
    }

    /// The architecture for what uname(2) and compilers call it ("i386", "amd64").
    pub fn from_machine(name: &str) -> Option<Arch> {
        match name {
            "i386" | "i486" | "i586" => Some(Arch::I686),
            "amd64" => Some(Arch::X86_64),
            "arm64" => Some(Arch::Aarch64),
            _ => Self::from_name(name),
        }
    }

    /// i686 or x86_64.
    pub fn is_x86(self) -> bool {
        matches!(self, Arch::I686 | Arch::X86_64)
    }

    /// Any PowerPC.
    pub fn is_ppc(self) -> bool {
        matches!(self, Arch::Ppc | Arch::Ppcle | Arch::Ppcemb) || self.is_ppc64()
    }

    /// 64-bit PowerPC of either byte order.
    pub fn is_ppc64(self) -> bool {
        matches!(self, Arch::Ppc64 | Arch::Ppc64le)
    }

    /// 32- or 64-bit ARM.
    pub fn is_arm(self) -> bool {
        matches!(self, Arch::Armv6l | Arch::Armv7l | Arch::Armv7b | Arch::Aarch64)
    }

    /// s390 or s390x.
    pub fn is_s390(self) -> bool {
        matches!(self, Arch::S390 | Arch::S390x)
    }

    /// Any RISC-V.
    pub fn is_riscv(self) -> bool {
        matches!(self, Arch::Riscv32 | Arch::Riscv64)
    }

    /// LoongArch.
    pub fn is_loongarch(self) -> bool {
        self == Arch::Loongarch64
    }

    /// MIPS of any width and byte order.
    pub fn is_mips(self) -> bool {
        matches!(self, Arch::Mips | Arch::Mipsel | Arch::Mips64 | Arch::Mips64el)
    }

    /// SPARC of either width.
    pub fn is_sparc(self) -> bool {
        matches!(self, Arch::Sparc | Arch::Sparc64)
    }

    /// The architecture this library was built for.
    pub fn host() -> Option<Arch> {
        match std::env::consts::ARCH {
            "x86" => Some(Arch::I686),
            "arm" => Some(Arch::Armv7l),
            "powerpc" => Some(Arch::Ppc),
            "powerpc64" if cfg!(target_endian = "little") => Some(Arch::Ppc64le),
            "powerpc64" => Some(Arch::Ppc64),
            name => Self::from_name(name),
        }
    }
}

impl fmt::Display for Arch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found() {
        for arch in Arch::ALL {
            assert_eq!(Arch::from_name(arch.name()), Some(*arch));
        }
        assert_eq!(Arch::from_name("none"), None);
        assert_eq!(Arch::from_machine("i386"), Some(Arch::I686));
        assert!(Arch::host().is_some());
    }
}
