//! Comparisons as the public API offers them: documents in, documents out.

use virt_conf::cpu::{CpuDef, CpuKind};
use virt_core::consts::*;
use virt_core::{Arch, Result, bail};

use crate::{Comparison, baseline, compare, expand_features};

/// Reads the `<cpu>` documents of a list; without a `kind` each tells its own.
pub fn parse_list(documents: &[impl AsRef<str>], kind: Option<CpuKind>) -> Result<Vec<CpuDef>> {
    if documents.is_empty() {
        bail!(VIR_FROM_CPU, VIR_ERR_INVALID_ARG, "no CPUs given");
    }
    documents.iter().map(|xml| CpuDef::parse_as(xml.as_ref(), kind, false)).collect()
}

/// Compares a document's CPU with a host's.
pub fn compare_document(
    arch: Arch,
    host: Option<&CpuDef>,
    xml: &str,
    fail_incompatible: bool,
    strict: bool,
) -> Result<Comparison> {
    compare(arch, host, &CpuDef::parse(xml, strict)?, fail_incompatible)
}

/// The document of the CPU that all hosts in the documents can give. `keep` says which features may be told.
pub fn baseline_document(
    documents: &[impl AsRef<str>],
    expand: bool,
    migratable: bool,
    keep: impl Fn(Arch, &str) -> bool,
) -> Result<String> {
    let cpus = parse_list(documents, Some(CpuKind::Host))?;
    let mut cpu = baseline(None, &cpus, None, None, migratable)?;
    if let Some(arch) = cpus.first().and_then(|c| c.arch) {
        cpu.features.retain(|f| keep(arch, &f.name));
        if expand {
            expand_features(arch, &mut cpu)?;
        }
    }
    Ok(cpu.to_xml())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PENRYN: &str =
        "<cpu><arch>x86_64</arch><model>Penryn</model><vendor>Intel</vendor><feature name='vmx'/></cpu>";
    const HASWELL: &str = "<cpu><arch>x86_64</arch><model>Haswell</model><vendor>Intel</vendor></cpu>";
    const OPTERON: &str = "<cpu><arch>x86_64</arch><model>Opteron_G3</model><vendor>AMD</vendor></cpu>";

    #[test]
    fn baselines() {
        let one = baseline_document(&[PENRYN], false, false, |_, _| true).unwrap();
        assert!(
            one.contains("<model fallback='forbid'>Penryn</model>") && one.contains("require' name='vmx'")
        );
        let two = baseline_document(&[PENRYN, HASWELL], false, false, |_, _| true).unwrap();
        assert!(two.contains("<model fallback='allow'>Penryn</model>") && !two.contains("vmx"), "{two}");
        let error = baseline_document(&[PENRYN, OPTERON], false, false, |_, _| true).unwrap_err();
        assert_eq!((error.code(), error.domain()), (VIR_ERR_OPERATION_FAILED, VIR_FROM_CPU));
        assert!(error.message().contains("vendors do not match"), "{error}");
        let none: &[&str] = &[];
        assert_eq!(parse_list(none, None).unwrap_err().code(), VIR_ERR_INVALID_ARG);
    }

    #[test]
    fn comparisons() {
        let host = CpuDef::parse(HASWELL, false).unwrap();
        let against = |xml: &str| compare_document(Arch::X86_64, Some(&host), xml, false, false).unwrap();
        assert_eq!(against(HASWELL), Comparison::Identical);
        assert_eq!(against(PENRYN), Comparison::Incompatible);
        assert_eq!(against("<cpu match='minimum'><model>Penryn</model></cpu>"), Comparison::Superset);
        assert_eq!(against("<cpu match='strict'><model>Penryn</model></cpu>"), Comparison::Incompatible);
        assert_eq!(against(OPTERON), Comparison::Incompatible);
        let refused = compare_document(Arch::X86_64, Some(&host), PENRYN, true, false).unwrap_err();
        assert_eq!(refused.code(), VIR_ERR_CPU_INCOMPATIBLE);
        assert!(refused.message().contains("required features: vmx"), "{refused}");
    }

    #[test]
    fn expansion_lists_the_model() {
        let text = baseline_document(&[PENRYN], true, false, |_, _| true).unwrap();
        assert!(text.contains("require' name='sse4.1'") && text.contains("require' name='vmx'"));
    }
}
