//! Changes a picture as an instruction says, as far as it is understood; what is not shows as an honest overlay.

pub mod tone;
