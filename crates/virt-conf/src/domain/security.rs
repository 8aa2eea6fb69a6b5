//! `<launchSecurity>` (memory encryption) and `<keywrap>`.

use virt_xml::{Place, read_tagged};

use super::words::prelude::*;

/// `<launchSecurity>`.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub enum LaunchSecurity {
    #[xml(name = "sev", required)]
    Sev(SevSecurity),
    #[xml(name = "sev-snp", required)]
    SevSnp(Box<SevSnpSecurity>),
    #[xml(name = "s390-pv")]
    S390Pv,
    #[xml(name = "tdx")]
    Tdx(TdxSecurity),
}

const TYPE: Place = Place { attr: "type", attr2: None, child: None, default: None, code: None };

impl LaunchSecurity {
    /// Reads the element below `<domain>`.
    pub(crate) fn read_below(domain: Node<'_>) -> Result<Option<Self>> {
        domain.child("launchSecurity").map(|n| read_tagged(n, &TYPE)).transpose()
    }

    /// Writes the element.
    pub(crate) fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr("type", self.tag());
            self.attrs(w);
        };
        w.element("launchSecurity", true, attrs, |w| self.children(w));
    }
}

/// What both generations of SEV have.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct SevCommon {
    #[xml(attr = "kernelHashes")]
    pub kernel_hashes: Option<bool>,
    /// From the host when not given.
    #[xml(text, code = Invalid)]
    pub cbitpos: Option<u32>,
    #[xml(text = "reducedPhysBits", code = Invalid)]
    pub reduced_phys_bits: Option<u32>,
}

/// AMD SEV.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct SevSecurity {
    #[xml(flatten)]
    pub common: SevCommon,
    #[xml(text, with = PureHex<4>, code = Invalid)]
    pub policy: u32,
    #[xml(text = "dhCert")]
    pub dh_cert: Option<String>,
    #[xml(text)]
    pub session: Option<String>,
}

/// AMD SEV-SNP.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct SevSnpSecurity {
    #[xml(flatten)]
    pub common: SevCommon,
    #[xml(attr = "authorKey")]
    pub author_key: Option<bool>,
    #[xml(attr)]
    pub vcek: Option<bool>,
    #[xml(text, with = PureHex<8>, code = Invalid)]
    pub policy: u64,
    #[xml(text = "guestVisibleWorkarounds")]
    pub guest_visible_workarounds: Option<String>,
    #[xml(text = "idBlock")]
    pub id_block: Option<String>,
    #[xml(text = "idAuth")]
    pub id_auth: Option<String>,
    #[xml(text = "hostData")]
    pub host_data: Option<String>,
}

/// Intel TDX.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct TdxSecurity {
    #[xml(text, with = PureHex<1>, code = Invalid)]
    pub policy: Option<u64>,
    #[xml(text = "mrConfigId")]
    pub mr_config_id: Option<String>,
    #[xml(text = "mrOwner")]
    pub mr_owner: Option<String>,
    #[xml(text = "mrOwnerConfig")]
    pub mr_owner_config: Option<String>,
    #[xml(child = "quoteGenerationService", keep)]
    pub quote_generation_service: Option<QuoteGenerationService>,
}

/// `<quoteGenerationService path='…'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct QuoteGenerationService {
    #[xml(attr)]
    pub path: Option<String>,
}

/// `<keywrap>`: wrapped keys of s390.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Keywrap {
    pub aes: Option<bool>,
    pub dea: Option<bool>,
}

impl Keywrap {
    /// Reads the element; none when it says nothing.
    pub(crate) fn read(node: Node<'_>) -> Result<Option<Self>> {
        let mut keywrap = Self::default();
        for cipher in node.all("cipher") {
            let name = cipher.required::<Plain, String>("name", None)?;
            let state = cipher.required::<OnOff, bool>("state", None);
            let place = match name.as_str() {
                "aes" => &mut keywrap.aes,
                "dea" => &mut keywrap.dea,
                _ => return Err(cipher.bad_attr("name", &name, "one of aes, dea", None)),
            };
            if place.replace(state?).is_some() {
                let text =
                    format!("A domain definition can have no more than one cipher node with name {name}");
                return Err(cipher.error(Code::Internal, text).beyond_schema());
            }
        }
        Ok(Some(keywrap).filter(|k| *k != Self::default()))
    }

    /// Writes the element.
    pub(crate) fn write(self, w: &mut Writer) {
        let children = |w: &mut Writer| {
            for (name, state) in [("aes", self.aes), ("dea", self.dea)] {
                if let Some(state) = &state {
                    let attrs = |w: &mut Writer| {
                        w.attr("name", name);
                        w.attr_value::<OnOff, bool>("state", state);
                    };
                    w.element("cipher", true, attrs, |_| ());
                }
            }
        };
        w.pair("keywrap", |_| (), children);
    }
}
