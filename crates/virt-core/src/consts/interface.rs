//! Constants of `libvirt-interface.h`.

c_enum! {
    #[since = "0.10.2"]
    pub enum virConnectListAllInterfacesFlags: u32 {
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_INTERFACES_INACTIVE = 1 << 0,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_INTERFACES_ACTIVE = 1 << 1,
    }
}

c_enum! {
    #[since = "7.7.0"]
    pub enum virInterfaceDefineFlags: u32 {
        #[since = "7.7.0"]
        VIR_INTERFACE_DEFINE_VALIDATE = 1 << 0,
    }
}

c_enum! {
    #[since = "0.7.3"]
    pub enum virInterfaceXMLFlags: u32 {
        #[since = "0.7.3"]
        VIR_INTERFACE_XML_INACTIVE = 1 << 0,
    }
}
