//! Constants of `libvirt-network.h`.

c_enum! {
    #[since = "0.10.2"]
    pub enum virConnectListAllNetworksFlags: u32 {
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NETWORKS_INACTIVE = 1 << 0,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NETWORKS_ACTIVE = 1 << 1,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NETWORKS_PERSISTENT = 1 << 2,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NETWORKS_TRANSIENT = 1 << 3,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NETWORKS_AUTOSTART = 1 << 4,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NETWORKS_NO_AUTOSTART = 1 << 5,
    }
}

c_enum! {
    #[since = "1.2.6"]
    pub enum virIPAddrType: i32 {
        #[since = "1.2.6"]
        VIR_IP_ADDR_TYPE_IPV4 = 0,
        #[since = "1.2.6"]
        VIR_IP_ADDR_TYPE_IPV6 = 1,
        #[sentinel]
        #[since = "1.2.6"]
        VIR_IP_ADDR_TYPE_LAST = 2,
    }
}

c_enum! {
    #[since = "7.8.0"]
    pub enum virNetworkCreateFlags: u32 {
        #[since = "7.8.0"]
        VIR_NETWORK_CREATE_VALIDATE = 1 << 0,
    }
}

c_enum! {
    #[since = "7.7.0"]
    pub enum virNetworkDefineFlags: u32 {
        #[since = "7.7.0"]
        VIR_NETWORK_DEFINE_VALIDATE = 1 << 0,
    }
}

c_enum! {
    #[since = "1.2.1"]
    pub enum virNetworkEventID: i32 {
        #[since = "1.2.1"]
        VIR_NETWORK_EVENT_ID_LIFECYCLE = 0,
        #[since = "9.8.0"]
        VIR_NETWORK_EVENT_ID_METADATA_CHANGE = 1,
        #[sentinel]
        #[since = "1.2.1"]
        VIR_NETWORK_EVENT_ID_LAST = 2,
    }
}

c_enum! {
    #[since = "1.2.1"]
    pub enum virNetworkEventLifecycleType: i32 {
        #[since = "1.2.1"]
        VIR_NETWORK_EVENT_DEFINED = 0,
        #[since = "1.2.1"]
        VIR_NETWORK_EVENT_UNDEFINED = 1,
        #[since = "1.2.1"]
        VIR_NETWORK_EVENT_STARTED = 2,
        #[since = "1.2.1"]
        VIR_NETWORK_EVENT_STOPPED = 3,
        #[sentinel]
        #[since = "1.2.1"]
        VIR_NETWORK_EVENT_LAST = 4,
    }
}

c_enum! {
    #[since = "9.7.0"]
    pub enum virNetworkMetadataType: i32 {
        #[since = "9.7.0"]
        VIR_NETWORK_METADATA_DESCRIPTION = 0,
        #[since = "9.7.0"]
        VIR_NETWORK_METADATA_TITLE = 1,
        #[since = "9.7.0"]
        VIR_NETWORK_METADATA_ELEMENT = 2,
        #[sentinel]
        #[since = "9.7.0"]
        VIR_NETWORK_METADATA_LAST = 3,
    }
}

c_enum! {
    #[since = "5.5.0"]
    pub enum virNetworkPortCreateFlags: u32 {
        #[since = "5.5.0"]
        VIR_NETWORK_PORT_CREATE_RECLAIM = 1 << 0,
        #[since = "7.8.0"]
        VIR_NETWORK_PORT_CREATE_VALIDATE = 1 << 1,
    }
}

c_enum! {
    #[since = "0.10.2"]
    pub enum virNetworkUpdateCommand: i32 {
        #[since = "0.10.2"]
        VIR_NETWORK_UPDATE_COMMAND_NONE = 0,
        #[since = "0.10.2"]
        VIR_NETWORK_UPDATE_COMMAND_MODIFY = 1,
        #[since = "0.10.2"]
        VIR_NETWORK_UPDATE_COMMAND_DELETE = 2,
        #[since = "0.10.2"]
        VIR_NETWORK_UPDATE_COMMAND_ADD_LAST = 3,
        #[since = "0.10.2"]
        VIR_NETWORK_UPDATE_COMMAND_ADD_FIRST = 4,
        #[sentinel]
        #[since = "0.10.2"]
        VIR_NETWORK_UPDATE_COMMAND_LAST = 5,
    }
}

c_enum! {
    #[since = "0.10.2"]
    pub enum virNetworkUpdateFlags: u32 {
        #[since = "0.10.2"]
        VIR_NETWORK_UPDATE_AFFECT_CURRENT = 0,
        #[since = "0.10.2"]
        VIR_NETWORK_UPDATE_AFFECT_LIVE = 1 << 0,
        #[since = "0.10.2"]
        VIR_NETWORK_UPDATE_AFFECT_CONFIG = 1 << 1,
    }
}

c_enum! {
    #[since = "0.10.2"]
    pub enum virNetworkUpdateSection: i32 {
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_NONE = 0,
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_BRIDGE = 1,
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_DOMAIN = 2,
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_IP = 3,
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_IP_DHCP_HOST = 4,
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_IP_DHCP_RANGE = 5,
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_FORWARD = 6,
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_FORWARD_INTERFACE = 7,
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_FORWARD_PF = 8,
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_PORTGROUP = 9,
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_DNS_HOST = 10,
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_DNS_TXT = 11,
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_DNS_SRV = 12,
        #[sentinel]
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_LAST = 13,
    }
}

c_enum! {
    #[since = "0.9.10"]
    pub enum virNetworkXMLFlags: u32 {
        #[since = "0.9.10"]
        VIR_NETWORK_XML_INACTIVE = 1 << 0,
    }
}

c_macro! {
    #[since = "5.5.0"]
    pub const VIR_NETWORK_PORT_BANDWIDTH_IN_AVERAGE: &str = "inbound.average";
}

c_macro! {
    #[since = "5.5.0"]
    pub const VIR_NETWORK_PORT_BANDWIDTH_IN_BURST: &str = "inbound.burst";
}

c_macro! {
    #[since = "5.5.0"]
    pub const VIR_NETWORK_PORT_BANDWIDTH_IN_FLOOR: &str = "inbound.floor";
}

c_macro! {
    #[since = "5.5.0"]
    pub const VIR_NETWORK_PORT_BANDWIDTH_IN_PEAK: &str = "inbound.peak";
}

c_macro! {
    #[since = "5.5.0"]
    pub const VIR_NETWORK_PORT_BANDWIDTH_OUT_AVERAGE: &str = "outbound.average";
}

c_macro! {
    #[since = "5.5.0"]
    pub const VIR_NETWORK_PORT_BANDWIDTH_OUT_BURST: &str = "outbound.burst";
}

c_macro! {
    #[since = "5.5.0"]
    pub const VIR_NETWORK_PORT_BANDWIDTH_OUT_PEAK: &str = "outbound.peak";
}

c_function_macro! {
    /// Casts the callback of any network event for virConnectNetworkEventRegisterAny().
    ///
    /// - `cb`: the callback
    #[since = "1.2.1"]
    VIR_NETWORK_EVENT_CALLBACK(cb) = "((virConnectNetworkEventGenericCallback)(void (*)(void))(cb))";
}
