//! Encrypted guests.

use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::builder::Builder;
use super::props::Props;
use crate::launch_plan::{FileContent, PlannedFile};
use crate::vocabulary::{LaunchSecurity, SevCommon, SevSecurity, SevSnpSecurity};

/// Id of the object that encrypts the guest.
const ID: &str = "lsec0";

impl Builder<'_> {
    pub fn launch_security(&mut self) -> Result<()> {
        let props = match self.def.launch_security.as_deref() {
            None => return Ok(()),
            Some(LaunchSecurity::Sev(sev)) => self.sev(sev),
            Some(LaunchSecurity::SevSnp(snp)) => self.sev_snp(snp),
            Some(LaunchSecurity::S390Pv) => Props::object("s390-pv-guest", ID),
            Some(LaunchSecurity::Tdx(_)) => bail!(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "'tdx' launch security is not supported with this QEMU binary"
            ),
        };
        self.object(&props);
        Ok(())
    }

    fn common(&self, common: &SevCommon) -> (u32, u32) {
        let host = self.context.caps.sev.as_ref();
        let or = |own: Option<u32>, host: Option<u32>| own.or(host).unwrap_or_default();
        (
            or(common.cbitpos, host.map(|h| h.cbitpos)),
            or(common.reduced_phys_bits, host.map(|h| h.reduced_phys_bits)),
        )
    }

    fn sev(&mut self, sev: &SevSecurity) -> Props {
        let (cbitpos, reduced) = self.common(&sev.common);
        let mut file = |name: &str, content: &Option<String>| {
            let content = content.as_ref()?;
            let path = self.context.domain.file(&format!("{name}.base64"));
            self.plan.files.push(PlannedFile {
                path: path.clone().into(),
                content: FileContent::Text(content.clone()),
                mode: 0o600,
            });
            Some(path)
        };
        let certificate = file("dh_cert", &sev.dh_cert);
        let session = file("session", &sev.session);
        Props::object("sev-guest", ID)
            .set("cbitpos", cbitpos)
            .set("reduced-phys-bits", reduced)
            .set("policy", sev.policy)
            .opt("dh-cert-file", certificate)
            .opt("session-file", session)
            .opt("kernel-hashes", sev.common.kernel_hashes)
    }

    fn sev_snp(&self, snp: &SevSnpSecurity) -> Props {
        let (cbitpos, reduced) = self.common(&snp.common);
        Props::object("sev-snp-guest", ID)
            .set("cbitpos", cbitpos)
            .set("reduced-phys-bits", reduced)
            .opt("kernel-hashes", snp.common.kernel_hashes)
            .set("policy", snp.policy)
            .opt("guest-visible-workarounds", snp.guest_visible_workarounds.as_deref())
            .opt("id-block", snp.id_block.as_deref())
            .opt("id-auth", snp.id_auth.as_deref())
            .opt("host-data", snp.host_data.as_deref())
            .opt("author-key-enabled", snp.author_key)
            .opt("vcek-disabled", snp.vcek.map(|on| !on))
    }
}
