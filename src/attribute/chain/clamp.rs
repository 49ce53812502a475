//! What a person knows of a paragraph, held fast in the reading.

use super::{STATES, State, begins};

/// What is known of a paragraph before it is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Clamp {
    /// It is this.
    pub(crate) state: Option<State>,
    /// It is speech.
    pub(crate) speaks: bool,
    /// Another speaker begins here, or the one before goes on.
    pub(crate) begins: Option<bool>,
}

/// The factor of what is excluded: so small that no score outweighs it. (Nothing at all would make
/// no number of a text of which every reading is excluded.)
const EXCLUDED: f64 = 1e-60;

impl Clamp {
    /// The factor of a state.
    pub(super) fn state(self, state: State) -> f64 {
        let wrong = self.state.is_some_and(|known| known != state);
        if wrong || (self.speaks && !state.speaks()) { EXCLUDED } else { 1.0 }
    }

    /// The factor of a step to this paragraph.
    pub(super) fn step(self, from: usize, to: usize) -> f64 {
        let changes = STATES[from].speaks() && begins(from, to);
        match self.begins {
            Some(true) if from == to => EXCLUDED,
            Some(false) if changes => EXCLUDED,
            Some(_) | None => 1.0,
        }
    }
}
