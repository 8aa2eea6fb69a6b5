//! What a document leaves out and is made up: UUIDs, MAC addresses, world-wide names.

use virt_core::Uuid;

/// A random (version 4) UUID.
pub fn uuid() -> Uuid {
    Uuid::new_v4()
}

/// A random unicast MAC address below a vendor prefix.
pub fn mac(prefix: [u8; 3]) -> [u8; 6] {
    let random = random_bytes();
    [prefix[0], prefix[1], prefix[2], random[0], random[1], random[2]]
}

/// A random world-wide name of the registered form (NAA 5) below a vendor's 24-bit number.
pub fn wwn(vendor: &str) -> String {
    let bits = u64::from_be_bytes(random_bytes()) & 0xf_ffff_ffff;
    format!("5{vendor}{bits:09x}")
}

/// Eight random bytes (those of a random UUID that carry no version).
fn random_bytes() -> [u8; 8] {
    let id = Uuid::new_v4();
    let mut out = [0; 8];
    out.copy_from_slice(&id.as_bytes()[..8]);
    out[6] = id.as_bytes()[9];
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn shapes() {
        assert_eq!(super::mac([0x52, 0x54, 0])[..3], [0x52, 0x54, 0]);
        let wwn = super::wwn("001a4a");
        assert_eq!((wwn.len(), &wwn[..7]), (16, "5001a4a"));
        assert_ne!(super::uuid(), super::uuid());
    }
}
