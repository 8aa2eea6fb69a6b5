//! Reading and writing the whole document.

use virt_core::consts::{VIR_FROM_CPU, VIR_FROM_DOMAIN};

use super::devices::Devices;
use super::misc::{read_perf, write_perf};
use super::sysinfo::DomainUuids;
use super::tuning::{read_resctrl, write_resctrl};
use super::words::prelude::*;
use super::{
    BlkioTune, Clock, CpuTune, DomainDef, Features, FormatFlags, GenId, IdMap, Iommufd, Iothreads, Keywrap,
    LaunchSecurity, Lifecycle, Memory, Memtune, Numa, NumaTune, Os, OsType, ParseFlags, PowerManagement,
    QemuNamespace, Resource, Sysinfo, ThrottleGroup, VcpuPlacement, Vcpus, VirtType, qemu_ns, schema,
    seclabel,
};
use crate::common::document::{self, Kind};
use crate::common::generated;
use crate::common::metadata;
use crate::cpu::{CpuDef, CpuKind};

const DOCUMENT: Kind = Kind { root: "domain", label: "(domain_definition)", origin: VIR_FROM_DOMAIN };

impl DomainDef {
    /// Reads a document. Nothing is filled in yet but what the document itself implies.
    pub fn parse(xml: &str, flags: ParseFlags) -> virt_core::Result<Self> {
        let read =
            |node: Node<'_>| Self::read(node).map_err(|e| if flags.strict { e.against_schema() } else { e });
        document::parse_view(xml, &DOCUMENT, flags.strict, flags.view(), read)
    }

    /// Writes one of the views.
    pub fn to_xml(&self, flags: FormatFlags) -> String {
        self.to_xml_of(self.id, flags)
    }

    /// Writes one of the views of a domain that runs under a number, or under none, whatever the definition says:
    /// so a running domain can share its definition with what it starts from the next time.
    pub fn to_xml_of(&self, id: Option<i32>, flags: FormatFlags) -> String {
        // a domain without number does not run, whatever is asked for
        let flags = FormatFlags { inactive: flags.inactive || id.is_none(), ..flags };
        document::format_view(flags.view(), |w| self.write_under("domain", id, w))
    }

    /// Reads `<domain>` inside another document (or under another name).
    pub fn read(node: Node<'_>) -> Result<Self> {
        // the document around may be another's, the errors are ours
        let node = node.under(VIR_FROM_DOMAIN);
        schema::check(node)?;
        for (namespace, name) in OTHER_NAMESPACES {
            node.foreign(namespace, name).for_each(|n| {
                n.seen_whole();
            });
        }
        let id = read_id(node)?;
        let name = node.child_text("name").ok_or_else(|| node.error(Code::NoName, ""))?;
        let (mut uuid, uuid_generated) = read_uuid(node)?;
        let hwuuid = read_hwuuid(node)?;
        let genid = read_genid(node)?;
        let virt_type = read_type(node)?;
        let mut os = Os::read_type(node, virt_type == VirtType::Xen)?;
        let title = node.child_text("title");
        if title.as_ref().is_some_and(|t| t.contains('\n')) {
            return Err(node.invalid("Domain title can't contain newlines"));
        }
        let description = node.child_text("description");
        let seclabels = seclabel::read_all(node)?;
        let memory = Memory::read(node)?;
        let blkiotune = optional::<BlkioTune>(node, "blkiotune")?;
        let memtune = optional::<Memtune>(node, "memtune")?;
        let mut vcpus = Vcpus::read(node)?;
        let iothreads = Iothreads::read(node)?;
        let (mut cputune, mut resctrl) = (CpuTune::default(), Vec::new());
        if let Some(child) = node.section("cputune") {
            cputune = CpuTune::read(child, &vcpus, &iothreads)?;
            resctrl = read_resctrl(child, vcpus.max)?;
        }
        let cpu_node = node.child("cpu");
        let read_cpu = |n: Node<'_>| CpuDef::read_as(n.under(VIR_FROM_CPU), Some(CpuKind::Guest));
        let cpu = cpu_node.map(read_cpu).transpose()?;
        let numa = cpu_node.map(Numa::read).transpose()?.unwrap_or_default();
        check_numa_vcpus(node, &numa, &vcpus)?;
        let is_static = vcpus.placement == VcpuPlacement::Static;
        let numatune = NumaTune::read(node, is_static, numa.cells.len())?;
        let pinned =
            !cputune.vcpupin.is_empty() || cputune.emulatorpin.is_some() || !cputune.iothreadpin.is_empty();
        if numatune.is_auto() && vcpus.cpuset.is_none() && !pinned {
            vcpus.placement = VcpuPlacement::Auto;
        }
        let iommufd = node.child("iommufd").map(Iommufd::read).transpose()?;
        if node.all("resource").count() > 1 {
            return Err(node.invalid("only one resource element is supported"));
        }
        let resource = node.child("resource").map(Resource::read).transpose()?;
        let features = node.section("features").map(Features::read).transpose()?.unwrap_or_default();
        let lifecycle = Lifecycle::read(node)?;
        let pm = optional::<PowerManagement>(node, "pm")?;
        let perf = node.section("perf").map(read_perf).transpose()?.unwrap_or_default();
        let clock = optional::<Clock>(node, "clock")?;
        os.read_boot(node)?;
        let throttlegroups = read_throttlegroups(node)?;
        let devices = node.section("devices").map(Devices::read).transpose()?.unwrap_or_default();
        let launch_security = LaunchSecurity::read_below(node)?;
        let idmap = optional::<IdMap>(node, "idmap")?;
        let sysinfo = node
            .all("sysinfo")
            .map(|n| Sysinfo::read(n, DomainUuids { uuid: &mut uuid, generated: uuid_generated, hwuuid }))
            .collect::<Result<Vec<_>>>()?;
        let keywrap = node.section("keywrap").map(Keywrap::read).transpose()?.flatten();
        Ok(Self {
            virt_type,
            id,
            name,
            uuid,
            uuid_generated,
            hwuuid,
            genid,
            title,
            description,
            metadata: metadata::read(node)?,
            memory,
            blkiotune,
            memtune,
            vcpus,
            iothreads,
            throttlegroups,
            cputune,
            resctrl,
            numatune,
            iommufd,
            resource,
            sysinfo,
            os,
            idmap,
            features,
            cpu: cpu.map(Box::new),
            numa,
            clock,
            lifecycle,
            pm,
            perf,
            devices,
            seclabels,
            keywrap,
            launch_security: launch_security.map(Box::new),
            qemu: QemuNamespace::read(node)?,
        })
    }

    /// Writes the element under a name.
    pub fn write_as(&self, name: &str, w: &mut Writer) {
        self.write_under(name, self.id, w);
    }

    fn write_under(&self, name: &str, id: Option<i32>, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr("type", self.virt_type.as_str());
            if let Some(id) = id.filter(|_| live(w.view())) {
                w.attr_display("id", id);
            }
            if !self.qemu.is_empty() {
                w.attr("xmlns:qemu", qemu_ns::URI);
            }
        };
        w.element(name, true, attrs, |w| self.write_children(w));
    }

    fn write_children(&self, w: &mut Writer) {
        let xen = self.virt_type == VirtType::Xen;
        w.text("name", &self.name);
        w.text_value::<UuidText, Uuid>("uuid", &self.uuid);
        if let Some(hwuuid) = &self.hwuuid {
            w.text_value::<UuidText, Uuid>("hwuuid", hwuuid);
        }
        if let Some(genid) = &self.genid {
            w.text_value::<UuidText, Uuid>("genid", &genid.id);
        }
        for (name, text) in [("title", &self.title), ("description", &self.description)] {
            if let Some(text) = text {
                w.text(name, text);
            }
        }
        if let Some(metadata) = &self.metadata {
            metadata.write(w);
        }
        self.memory.write(w);
        self.blkiotune.write("blkiotune", false, w);
        self.memtune.write("memtune", false, w);
        self.memory.backing.write("memoryBacking", false, w);
        self.vcpus.write(w);
        self.iothreads.write(w);
        let groups = |w: &mut Writer| {
            self.throttlegroups.iter().for_each(|g| g.write("throttlegroup", true, w));
        };
        w.element("throttlegroups", false, |_| (), groups);
        let cputune = |w: &mut Writer| {
            self.cputune.write(&self.iothreads, w);
            write_resctrl(&self.resctrl, w);
        };
        w.element("cputune", false, |_| (), cputune);
        self.numatune.write(w);
        if let Some(iommufd) = &self.iommufd {
            iommufd.write("iommufd", true, w);
        }
        if let Some(resource) = &self.resource {
            resource.write("resource", false, w);
        }
        self.sysinfo.iter().for_each(|s| s.write(w));
        self.os.write_bootloader(w);
        self.os.write(xen, w);
        self.idmap.write("idmap", false, w);
        self.features.write(w);
        if let Some(cpu) = &self.cpu {
            let children = |w: &mut Writer| {
                cpu.children(w);
                self.numa.write(w);
            };
            w.element("cpu", false, |w| cpu.attrs(w), children);
        }
        self.clock.write("clock", true, w);
        self.lifecycle.write(w);
        self.pm.write("pm", false, w);
        write_perf(&self.perf, w);
        self.devices.write(self.os.kind == OsType::Hvm, w);
        self.seclabels.iter().for_each(|l| l.write("seclabel", true, w));
        if let Some(keywrap) = self.keywrap {
            keywrap.write(w);
        }
        if let Some(security) = &self.launch_security {
            security.write(w);
        }
        self.qemu.write(w);
    }
}

fn optional<T: Element + Default>(node: Node<'_>, name: &str) -> Result<T> {
    node.section(name).map(T::read).transpose().map(Option::unwrap_or_default)
}

fn read_id(node: Node<'_>) -> Result<Option<i32>> {
    if !live(node.view()) {
        node.attr("id");
        return Ok(None);
    }
    match node.value::<Plain, i32>("id", None)? {
        Some(id) if id < 0 => Err(node.bad_attr("id", &id.to_string(), "a non-negative number", None)),
        other => Ok(other),
    }
}

fn read_uuid(node: Node<'_>) -> Result<(Uuid, bool)> {
    match node.child_text("uuid") {
        None => Ok((generated::uuid(), true)),
        Some(text) => match virt_core::parse_uuid(&text) {
            Some(uuid) => Ok((uuid, false)),
            None => Err(node.error(Code::Internal, "malformed uuid element")),
        },
    }
}

fn read_hwuuid(node: Node<'_>) -> Result<Option<Uuid>> {
    let Some(child) = node.child("hwuuid") else { return Ok(None) };
    Some(child.text()).filter(|t| !t.is_empty()).map(|t| uuid(child, &t)).transpose()
}

fn read_genid(node: Node<'_>) -> Result<Option<GenId>> {
    let mut all = node.all("genid");
    let Some(genid) = all.next() else { return Ok(None) };
    if all.next().is_some() {
        return Err(node.invalid("element 'genid' can only appear once"));
    }
    match genid.text() {
        text if text.is_empty() => Ok(Some(GenId { id: generated::uuid(), generated: true })),
        text => Ok(Some(GenId { id: uuid(genid, &text)?, generated: false })),
    }
}

fn read_type(node: Node<'_>) -> Result<VirtType> {
    let text = node.attr("type").filter(|t| !t.is_empty());
    let text = text.ok_or_else(|| node.error(Code::Internal, "missing domain type attribute"))?;
    VirtType::from_word(text).ok_or_else(|| node.unsupported(format!("invalid domain type {text}")))
}

/// What other hypervisors understand, and strict reading allows.
const OTHER_NAMESPACES: &[(&str, &str)] = &[
    ("http://libvirt.org/schemas/domain/lxc/1.0", "namespace"),
    ("http://libvirt.org/schemas/domain/bhyve/1.0", "commandline"),
    ("http://libvirt.org/schemas/domain/xen/1.0", "commandline"),
    ("http://libvirt.org/schemas/domain/vmware/1.0", "datacenterpath"),
];

fn read_throttlegroups(node: Node<'_>) -> Result<Vec<ThrottleGroup>> {
    let mut groups: Vec<ThrottleGroup> = Vec::new();
    let Some(list) = node.section("throttlegroups") else { return Ok(groups) };
    for child in list.all("throttlegroup") {
        let group = ThrottleGroup::read(child)?;
        if groups.iter().any(|g| g.group_name == group.group_name) {
            return Err(child
                .invalid(format!("duplicate group name '{}' found", group.group_name))
                .beyond_schema());
        }
        groups.push(group);
    }
    Ok(groups)
}

fn check_numa_vcpus(node: Node<'_>, numa: &Numa, vcpus: &Vcpus) -> Result<()> {
    if numa.cpu_count() > vcpus.max as usize {
        let text = "Number of CPUs in <numa> exceeds the <vcpu> count";
        return Err(node.error(Code::Internal, text).beyond_schema());
    }
    // without cells, too: a domain has at least one processor
    if numa.max_cpu_id() >= vcpus.max as usize {
        return Err(node.error(Code::Internal, "CPU IDs in <numa> exceed the <vcpu> count").beyond_schema());
    }
    Ok(())
}
