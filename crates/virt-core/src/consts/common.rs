//! Constants of `libvirt-common.h`.

c_enum! {
    /// Why a connection ended.
    #[since = "0.10.0"]
    pub enum virConnectCloseReason: i32 {
        /// An input or output error.
        #[since = "0.10.0"]
        VIR_CONNECT_CLOSE_REASON_ERROR = 0,
        /// The server closed it.
        #[since = "0.10.0"]
        VIR_CONNECT_CLOSE_REASON_EOF = 1,
        /// The server answered no keepalive message in time.
        #[since = "0.10.0"]
        VIR_CONNECT_CLOSE_REASON_KEEPALIVE = 2,
        /// The client asked for it.
        #[since = "0.10.0"]
        VIR_CONNECT_CLOSE_REASON_CLIENT = 3,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.10.0"]
        VIR_CONNECT_CLOSE_REASON_LAST = 4,
    }
}

c_enum! {
    /// Flags for calls that give typed parameters.
    #[since = "0.9.8"]
    pub enum virTypedParameterFlags: u32 {
        /// The caller takes parameters of type VIR_TYPED_PARAM_STRING.
        #[since = "0.9.8"]
        VIR_TYPED_PARAM_STRING_OKAY = 1 << 2,
    }
}

c_enum! {
    /// The type of a typed parameter.
    #[since = "0.9.2"]
    pub enum virTypedParameterType: i32 {
        /// A signed 32-bit number, in `i`.
        #[since = "0.9.2"]
        VIR_TYPED_PARAM_INT = 1,
        /// An unsigned 32-bit number, in `ui`.
        #[since = "0.9.2"]
        VIR_TYPED_PARAM_UINT = 2,
        /// A signed 64-bit number, in `l`.
        #[since = "0.9.2"]
        VIR_TYPED_PARAM_LLONG = 3,
        /// An unsigned 64-bit number, in `ul`.
        #[since = "0.9.2"]
        VIR_TYPED_PARAM_ULLONG = 4,
        /// A floating point number, in `d`.
        #[since = "0.9.2"]
        VIR_TYPED_PARAM_DOUBLE = 5,
        /// 0 or 1, in `b`.
        #[since = "0.9.2"]
        VIR_TYPED_PARAM_BOOLEAN = 6,
        /// A string, in `s`.
        #[since = "0.9.8"]
        VIR_TYPED_PARAM_STRING = 7,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_TYPED_PARAM_LAST = 8,
    }
}

c_macro! {
    /// Version of the headers: major * 1000000 + minor * 1000 + micro.
    #[since = "0.0.1"]
    pub const LIBVIR_VERSION_NUMBER: i32 = 12008000;
}

c_macro! {
    /// Size of the name of a typed parameter, with the NUL at its end.
    #[since = "0.9.2"]
    pub const VIR_TYPED_PARAM_FIELD_LENGTH: usize = 80;
}

c_function_macro! {
    /// True where the headers are of at least this version.
    ///
    /// - `major`: major number
    /// - `minor`: minor number
    /// - `micro`: micro number
    #[since = "1.2.0"]
    LIBVIR_CHECK_VERSION(major, minor, micro) = "((major) * 1000000 + (minor) * 1000 + (micro) <= LIBVIR_VERSION_NUMBER)";
}
