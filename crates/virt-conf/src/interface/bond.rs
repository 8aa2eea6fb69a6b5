//! `<bond>`: several cards used as one.

use virt_xml::{Code, Node, Plain, Result, Value, Writer};

use super::{InterfaceDef, Type};

/// Cards used as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bond {
    pub mode: Option<BondMode>,
    pub monitor: Option<BondMonitor>,
    pub interfaces: Vec<InterfaceDef>,
}

/// How traffic is spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum BondMode {
    #[xml(name = "balance-rr")]
    BalanceRr,
    ActiveBackup,
    BalanceXor,
    Broadcast,
    #[xml(name = "802.3ad")]
    Dot3ad,
    BalanceTlb,
    BalanceAlb,
}

/// How a dead card is noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BondMonitor {
    Mii(MiiMonitor),
    Arp(ArpMonitor),
}

/// `<miimon>`: by its carrier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MiiMonitor {
    /// All times in milliseconds.
    pub freq: i32,
    pub down_delay: i32,
    pub up_delay: i32,
    pub carrier: Option<MiiCarrier>,
}

/// Who tells about the carrier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum MiiCarrier {
    Ioctl,
    Netif,
}

/// `<arpmon>`: by asking for an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArpMonitor {
    pub interval: i32,
    pub target: String,
    pub validate: Option<ArpValidate>,
}

/// Which answers count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum ArpValidate {
    Active,
    Backup,
    All,
}

const INVALID: Option<Code> = Some(Code::Invalid);

/// An attribute; an empty one is as good as absent.
fn value<T: Value>(node: Node<'_>, name: &str) -> Result<Option<T>> {
    match node.attr(name) {
        None | Some("") => Ok(None),
        Some(_) => node.value::<Plain, T>(name, INVALID),
    }
}

fn required<T: Value>(node: Node<'_>, name: &str) -> Result<T> {
    value(node, name)?.ok_or_else(|| node.missing_attr(name, INVALID))
}

impl Bond {
    pub(super) fn read(node: Node<'_>) -> Result<Self> {
        let mode = value(node, "mode")?;
        let interfaces = InterfaceDef::read_all(node, Type::Bond)?;
        let monitor = if let Some(mii) = node.child("miimon") {
            Some(BondMonitor::Mii(MiiMonitor {
                freq: required(mii, "freq")?,
                down_delay: value(mii, "downdelay")?.unwrap_or(0),
                up_delay: value(mii, "updelay")?.unwrap_or(0),
                carrier: value(mii, "carrier")?,
            }))
        } else if let Some(arp) = node.child("arpmon") {
            Some(BondMonitor::Arp(ArpMonitor {
                interval: required(arp, "interval")?,
                target: required(arp, "target")?,
                validate: value(arp, "validate")?,
            }))
        } else {
            None
        };
        Ok(Self { mode, monitor, interfaces })
    }

    pub(super) fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            if let Some(mode) = &self.mode {
                w.attr_value::<Plain, _>("mode", mode);
            }
        };
        w.pair("bond", attrs, |w| {
            match &self.monitor {
                None => {}
                Some(BondMonitor::Mii(mii)) => w.element("miimon", true, |w| mii.attrs(w), |_| ()),
                Some(BondMonitor::Arp(arp)) => w.element("arpmon", true, |w| arp.attrs(w), |_| ()),
            }
            self.interfaces.iter().for_each(|i| i.write(false, w));
        });
    }
}

impl MiiMonitor {
    fn attrs(&self, w: &mut Writer) {
        w.attr_display("freq", self.freq);
        for (name, delay) in [("downdelay", self.down_delay), ("updelay", self.up_delay)] {
            if delay > 0 {
                w.attr_display(name, delay);
            }
        }
        if let Some(carrier) = &self.carrier {
            w.attr_value::<Plain, _>("carrier", carrier);
        }
    }
}

impl ArpMonitor {
    fn attrs(&self, w: &mut Writer) {
        w.attr_display("interval", self.interval);
        w.attr("target", &self.target);
        if let Some(validate) = &self.validate {
            w.attr_value::<Plain, _>("validate", validate);
        }
    }
}
