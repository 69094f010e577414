//! Which way of drawing the window is tried, in which order, and what is remembered of it.
//!
//! OpenGL (`glow`) is missing over Remote Desktop and in virtual machines; wgpu is slow or missing on graphics chips
//! of ten years ago. Each rung saves one group, so both are tried, the one that worked last time first.

mod climb;
mod ladder;

pub use crate::platform::renderer::climb::Climb;
pub use crate::platform::renderer::ladder::Ladder;
pub use crate::platform::renderer::ladder::Memory;
pub use crate::platform::renderer::ladder::Place;
pub use crate::platform::renderer::ladder::Rung;
