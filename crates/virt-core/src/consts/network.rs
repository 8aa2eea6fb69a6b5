//! Constants of `libvirt-network.h`.

c_enum! {
    /// Which networks are listed.
    #[since = "0.10.2"]
    pub enum virConnectListAllNetworksFlags: u32 {
        /// Those that do not run.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NETWORKS_INACTIVE = 1 << 0,
        /// Those that run.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NETWORKS_ACTIVE = 1 << 1,
        /// Those that have a definition.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NETWORKS_PERSISTENT = 1 << 2,
        /// Those that vanish when they stop.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NETWORKS_TRANSIENT = 1 << 3,
        /// Those that start by themselves.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NETWORKS_AUTOSTART = 1 << 4,
        /// Those that do not start by themselves.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NETWORKS_NO_AUTOSTART = 1 << 5,
    }
}

c_enum! {
    /// The kind of an IP address.
    #[since = "1.2.6"]
    pub enum virIPAddrType: i32 {
        /// IPv4.
        #[since = "1.2.6"]
        VIR_IP_ADDR_TYPE_IPV4 = 0,
        /// IPv6.
        #[since = "1.2.6"]
        VIR_IP_ADDR_TYPE_IPV6 = 1,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "1.2.6"]
        VIR_IP_ADDR_TYPE_LAST = 2,
    }
}

c_enum! {
    /// Flags of virNetworkCreateXMLFlags().
    #[since = "7.8.0"]
    pub enum virNetworkCreateFlags: u32 {
        /// Verify the document against its schema.
        #[since = "7.8.0"]
        VIR_NETWORK_CREATE_VALIDATE = 1 << 0,
    }
}

c_enum! {
    /// Flags of virNetworkDefineXMLFlags().
    #[since = "7.7.0"]
    pub enum virNetworkDefineFlags: u32 {
        /// Verify the document against its schema.
        #[since = "7.7.0"]
        VIR_NETWORK_DEFINE_VALIDATE = 1 << 0,
    }
}

c_enum! {
    /// Kinds of network events.
    #[since = "1.2.1"]
    pub enum virNetworkEventID: i32 {
        /// Life of networks; virConnectNetworkEventLifecycleCallback.
        #[since = "1.2.1"]
        VIR_NETWORK_EVENT_ID_LIFECYCLE = 0,
        /// Metadata of networks; virConnectNetworkEventMetadataChangeCallback.
        #[since = "9.8.0"]
        VIR_NETWORK_EVENT_ID_METADATA_CHANGE = 1,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "1.2.1"]
        VIR_NETWORK_EVENT_ID_LAST = 2,
    }
}

c_enum! {
    /// What happened to a network.
    #[since = "1.2.1"]
    pub enum virNetworkEventLifecycleType: i32 {
        /// It was defined.
        #[since = "1.2.1"]
        VIR_NETWORK_EVENT_DEFINED = 0,
        /// It lost its definition.
        #[since = "1.2.1"]
        VIR_NETWORK_EVENT_UNDEFINED = 1,
        /// It was started.
        #[since = "1.2.1"]
        VIR_NETWORK_EVENT_STARTED = 2,
        /// It was stopped.
        #[since = "1.2.1"]
        VIR_NETWORK_EVENT_STOPPED = 3,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "1.2.1"]
        VIR_NETWORK_EVENT_LAST = 4,
    }
}

c_enum! {
    /// Parts of a network's metadata.
    #[since = "9.7.0"]
    pub enum virNetworkMetadataType: i32 {
        /// The text of `<description>`.
        #[since = "9.7.0"]
        VIR_NETWORK_METADATA_DESCRIPTION = 0,
        /// The text of `<title>`.
        #[since = "9.7.0"]
        VIR_NETWORK_METADATA_TITLE = 1,
        /// An element of a namespace of the caller's, in `<metadata>`.
        #[since = "9.7.0"]
        VIR_NETWORK_METADATA_ELEMENT = 2,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "9.7.0"]
        VIR_NETWORK_METADATA_LAST = 3,
    }
}

c_enum! {
    /// Flags of virNetworkPortCreateXML().
    #[since = "5.5.0"]
    pub enum virNetworkPortCreateFlags: u32 {
        /// Take over resources that are in use, as after a restart.
        #[since = "5.5.0"]
        VIR_NETWORK_PORT_CREATE_RECLAIM = 1 << 0,
        /// Verify the document against its schema.
        #[since = "7.8.0"]
        VIR_NETWORK_PORT_CREATE_VALIDATE = 1 << 1,
    }
}

c_enum! {
    /// What virNetworkUpdate() does with an element.
    #[since = "0.10.2"]
    pub enum virNetworkUpdateCommand: i32 {
        /// Nothing; not valid in a call.
        #[since = "0.10.2"]
        VIR_NETWORK_UPDATE_COMMAND_NONE = 0,
        /// Change the element that is there.
        #[since = "0.10.2"]
        VIR_NETWORK_UPDATE_COMMAND_MODIFY = 1,
        /// Remove the element that is there.
        #[since = "0.10.2"]
        VIR_NETWORK_UPDATE_COMMAND_DELETE = 2,
        /// Add the element behind those that are there.
        #[since = "0.10.2"]
        VIR_NETWORK_UPDATE_COMMAND_ADD_LAST = 3,
        /// Add the element before those that are there.
        #[since = "0.10.2"]
        VIR_NETWORK_UPDATE_COMMAND_ADD_FIRST = 4,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.10.2"]
        VIR_NETWORK_UPDATE_COMMAND_LAST = 5,
    }
}

c_enum! {
    /// What virNetworkUpdate() changes.
    #[since = "0.10.2"]
    pub enum virNetworkUpdateFlags: u32 {
        /// The network as it is: running, or else its definition.
        #[since = "0.10.2"]
        VIR_NETWORK_UPDATE_AFFECT_CURRENT = 0,
        /// The running network.
        #[since = "0.10.2"]
        VIR_NETWORK_UPDATE_AFFECT_LIVE = 1 << 0,
        /// The definition.
        #[since = "0.10.2"]
        VIR_NETWORK_UPDATE_AFFECT_CONFIG = 1 << 1,
    }
}

c_enum! {
    /// The part of a network's definition that virNetworkUpdate() changes.
    #[since = "0.10.2"]
    pub enum virNetworkUpdateSection: i32 {
        /// Nothing; not valid in a call.
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_NONE = 0,
        /// `<bridge>`
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_BRIDGE = 1,
        /// `<domain>`
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_DOMAIN = 2,
        /// `<ip>`
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_IP = 3,
        /// `<ip>/<dhcp>/<host>`
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_IP_DHCP_HOST = 4,
        /// `<ip>/<dhcp>/<range>`
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_IP_DHCP_RANGE = 5,
        /// `<forward>`
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_FORWARD = 6,
        /// `<forward>/<interface>`
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_FORWARD_INTERFACE = 7,
        /// `<forward>/<pf>`
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_FORWARD_PF = 8,
        /// `<portgroup>`
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_PORTGROUP = 9,
        /// `<dns>/<host>`
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_DNS_HOST = 10,
        /// `<dns>/<txt>`
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_DNS_TXT = 11,
        /// `<dns>/<srv>`
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_DNS_SRV = 12,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.10.2"]
        VIR_NETWORK_SECTION_LAST = 13,
    }
}

c_enum! {
    /// Flags of virNetworkGetXMLDesc().
    #[since = "0.9.10"]
    pub enum virNetworkXMLFlags: u32 {
        /// The definition, not the present state.
        #[since = "0.9.10"]
        VIR_NETWORK_XML_INACTIVE = 1 << 0,
    }
}

c_macro! {
    /// Average rate towards the guest in KiB/s, as VIR_TYPED_PARAM_UINT.
    #[since = "5.5.0"]
    pub const VIR_NETWORK_PORT_BANDWIDTH_IN_AVERAGE: &str = "inbound.average";
}

c_macro! {
    /// How much may come at peak rate towards the guest, in KiB, as VIR_TYPED_PARAM_UINT.
    #[since = "5.5.0"]
    pub const VIR_NETWORK_PORT_BANDWIDTH_IN_BURST: &str = "inbound.burst";
}

c_macro! {
    /// Rate towards the guest that is guaranteed, in KiB/s, as VIR_TYPED_PARAM_UINT.
    #[since = "5.5.0"]
    pub const VIR_NETWORK_PORT_BANDWIDTH_IN_FLOOR: &str = "inbound.floor";
}

c_macro! {
    /// Peak rate towards the guest in KiB/s, as VIR_TYPED_PARAM_UINT.
    #[since = "5.5.0"]
    pub const VIR_NETWORK_PORT_BANDWIDTH_IN_PEAK: &str = "inbound.peak";
}

c_macro! {
    /// Average rate from the guest in KiB/s, as VIR_TYPED_PARAM_UINT.
    #[since = "5.5.0"]
    pub const VIR_NETWORK_PORT_BANDWIDTH_OUT_AVERAGE: &str = "outbound.average";
}

c_macro! {
    /// How much may come at peak rate from the guest, in KiB, as VIR_TYPED_PARAM_UINT.
    #[since = "5.5.0"]
    pub const VIR_NETWORK_PORT_BANDWIDTH_OUT_BURST: &str = "outbound.burst";
}

c_macro! {
    /// Peak rate from the guest in KiB/s, as VIR_TYPED_PARAM_UINT.
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
