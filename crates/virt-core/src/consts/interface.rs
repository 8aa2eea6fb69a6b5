//! Constants of `libvirt-interface.h`.

c_enum! {
    /// Which interfaces are listed.
    #[since = "0.10.2"]
    pub enum virConnectListAllInterfacesFlags: u32 {
        /// Those that are down.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_INTERFACES_INACTIVE = 1 << 0,
        /// Those that are up.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_INTERFACES_ACTIVE = 1 << 1,
    }
}

c_enum! {
    /// Flags of virInterfaceDefineXML().
    #[since = "7.7.0"]
    pub enum virInterfaceDefineFlags: u32 {
        /// Verify the document against its schema.
        #[since = "7.7.0"]
        VIR_INTERFACE_DEFINE_VALIDATE = 1 << 0,
    }
}

c_enum! {
    /// Flags of virInterfaceGetXMLDesc().
    #[since = "0.7.3"]
    pub enum virInterfaceXMLFlags: u32 {
        /// The definition, not the present state.
        #[since = "0.7.3"]
        VIR_INTERFACE_XML_INACTIVE = 1 << 0,
    }
}
