//! The machine below: files, processes, sockets, /proc and /sys.
