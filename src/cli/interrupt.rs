//! Ctrl-C and SIGTERM: the first ends the run after the files under way, the second at once.

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use transcripta::batch::Gate;

use super::exit::Exit;

/// Lets signals stop the gate. A hang-up is left to the system, so that `nohup` works.
pub(super) fn stop_on_signal(gate: &Gate) {
    for signal in [SIGINT, SIGTERM] {
        // The second one finds the flag set. Without a handler a signal still ends the program:
        // nothing to tell the user.
        let _ = flag::register_conditional_shutdown(signal, Exit::Interrupted as i32, gate.flag());
        let _ = flag::register(signal, gate.flag());
    }
}
