//! Constants of `libvirt-nwfilter.h`.

c_enum! {
    /// Flags of virNWFilterBindingCreateXML().
    #[since = "7.8.0"]
    pub enum virNWFilterBindingCreateFlags: u32 {
        /// Verify the document against its schema.
        #[since = "7.8.0"]
        VIR_NWFILTER_BINDING_CREATE_VALIDATE = 1 << 0,
    }
}

c_enum! {
    /// Flags of virNWFilterDefineXMLFlags().
    #[since = "7.7.0"]
    pub enum virNWFilterDefineFlags: u32 {
        /// Verify the document against its schema.
        #[since = "7.7.0"]
        VIR_NWFILTER_DEFINE_VALIDATE = 1 << 0,
    }
}
