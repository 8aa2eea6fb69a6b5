//! Keys and signals sent to a guest.

c_enum! {
    /// Signals for virDomainSendProcessSignal(), which have numbers of their own.
    #[since = "1.0.1"]
    pub enum virDomainProcessSignal: i32 {
        /// No signal: look whether the process is there.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_NOP = 0,
        /// SIGHUP
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_HUP = 1,
        /// SIGINT
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_INT = 2,
        /// SIGQUIT
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_QUIT = 3,
        /// SIGILL
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_ILL = 4,
        /// SIGTRAP
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_TRAP = 5,
        /// SIGABRT
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_ABRT = 6,
        /// SIGBUS
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_BUS = 7,
        /// SIGFPE
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_FPE = 8,
        /// SIGKILL
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_KILL = 9,
        /// SIGUSR1
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_USR1 = 10,
        /// SIGSEGV
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_SEGV = 11,
        /// SIGUSR2
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_USR2 = 12,
        /// SIGPIPE
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_PIPE = 13,
        /// SIGALRM
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_ALRM = 14,
        /// SIGTERM
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_TERM = 15,
        /// SIGSTKFLT, which not every system has.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_STKFLT = 16,
        /// SIGCHLD
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_CHLD = 17,
        /// SIGCONT
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_CONT = 18,
        /// SIGSTOP
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_STOP = 19,
        /// SIGTSTP
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_TSTP = 20,
        /// SIGTTIN
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_TTIN = 21,
        /// SIGTTOU
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_TTOU = 22,
        /// SIGURG
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_URG = 23,
        /// SIGXCPU
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_XCPU = 24,
        /// SIGXFSZ
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_XFSZ = 25,
        /// SIGVTALRM
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_VTALRM = 26,
        /// SIGPROF
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_PROF = 27,
        /// SIGWINCH
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_WINCH = 28,
        /// SIGPOLL, also known as SIGIO.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_POLL = 29,
        /// SIGPWR
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_PWR = 30,
        /// SIGSYS, also known as SIGUNUSED.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_SYS = 31,
        /// Real-time signal 0.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT0 = 32,
        /// Real-time signal 1.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT1 = 33,
        /// Real-time signal 2.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT2 = 34,
        /// Real-time signal 3.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT3 = 35,
        /// Real-time signal 4.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT4 = 36,
        /// Real-time signal 5.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT5 = 37,
        /// Real-time signal 6.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT6 = 38,
        /// Real-time signal 7.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT7 = 39,
        /// Real-time signal 8.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT8 = 40,
        /// Real-time signal 9.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT9 = 41,
        /// Real-time signal 10.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT10 = 42,
        /// Real-time signal 11.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT11 = 43,
        /// Real-time signal 12.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT12 = 44,
        /// Real-time signal 13.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT13 = 45,
        /// Real-time signal 14.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT14 = 46,
        /// Real-time signal 15.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT15 = 47,
        /// Real-time signal 16.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT16 = 48,
        /// Real-time signal 17.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT17 = 49,
        /// Real-time signal 18.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT18 = 50,
        /// Real-time signal 19.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT19 = 51,
        /// Real-time signal 20.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT20 = 52,
        /// Real-time signal 21.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT21 = 53,
        /// Real-time signal 22.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT22 = 54,
        /// Real-time signal 23.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT23 = 55,
        /// Real-time signal 24.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT24 = 56,
        /// Real-time signal 25.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT25 = 57,
        /// Real-time signal 26.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT26 = 58,
        /// Real-time signal 27.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT27 = 59,
        /// Real-time signal 28.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT28 = 60,
        /// Real-time signal 29.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT29 = 61,
        /// Real-time signal 30.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT30 = 62,
        /// Real-time signal 31.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT31 = 63,
        /// Real-time signal 32.
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT32 = 64,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_LAST = 65,
    }
}

c_enum! {
    /// Sets of key codes.
    #[since = "0.9.3"]
    pub enum virKeycodeSet: i32 {
        /// Linux's input codes.
        #[since = "0.9.3"]
        VIR_KEYCODE_SET_LINUX = 0,
        /// XT.
        #[since = "0.9.3"]
        VIR_KEYCODE_SET_XT = 1,
        /// AT, set 1.
        #[since = "0.9.3"]
        VIR_KEYCODE_SET_ATSET1 = 2,
        /// AT, set 2.
        #[since = "0.9.3"]
        VIR_KEYCODE_SET_ATSET2 = 3,
        /// AT, set 3.
        #[since = "0.9.3"]
        VIR_KEYCODE_SET_ATSET3 = 4,
        /// macOS.
        #[since = "0.9.4"]
        VIR_KEYCODE_SET_OSX = 5,
        /// The codes of Linux's XT keyboard driver.
        #[since = "0.9.4"]
        VIR_KEYCODE_SET_XT_KBD = 6,
        /// USB HID.
        #[since = "0.9.4"]
        VIR_KEYCODE_SET_USB = 7,
        /// Windows.
        #[since = "0.9.4"]
        VIR_KEYCODE_SET_WIN32 = 8,
        /// XT, with the extended codes in one byte.
        #[since = "4.2.0"]
        VIR_KEYCODE_SET_QNUM = 9,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.4"]
        VIR_KEYCODE_SET_LAST = 10,
    }
}

c_macro! {
    /// Most keys that one call of virDomainSendKey() presses.
    #[since = "0.9.3"]
    pub const VIR_DOMAIN_SEND_KEY_MAX_KEYS: i32 = 16;
}

c_macro! {
    /// Old name of VIR_KEYCODE_SET_QNUM.
    #[since = "0.9.5"]
    pub const VIR_KEYCODE_SET_RFB: i32 = VIR_KEYCODE_SET_QNUM;
}
