//! Brings pictures in and cleans them. Saves nothing.
//!
//! Pictures come as bytes: from a file, a drop, the clipboard, a watched folder. What leaves here is a JPEG without
//! metadata, upright, of bounded size, watermarked when it shows a credential.

/// Pictures of credentials, and photos.
pub mod credential_image;
mod error;
mod exif;
mod picture;
/// Pages that come back signed.
pub mod scan;
/// A folder into which a scanner or a telephone puts pictures.
pub mod watched_folder;
mod watermark;

pub use crate::capture::error::CaptureError;
pub use crate::capture::picture::Pixels;
pub use crate::capture::picture::pixels_of;
pub use crate::capture::picture::png_of;
pub use crate::capture::watermark::Watermark;
