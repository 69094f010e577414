//! The pictures a sheet may show: signatures and photos, by the names the facts use for them.

use std::collections::BTreeMap;

use crate::documents::error::DocumentError;

/// PNG and JPEG files by name.
#[derive(Clone, Default)]
pub struct Images(BTreeMap<String, Vec<u8>>);

impl Images {
    /// Makes an empty set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a PNG or JPEG file; the name is what the facts write into an `image` field.
    pub fn insert(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), DocumentError> {
        const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
        const JPEG: &[u8] = b"\xff\xd8\xff";
        if !bytes.starts_with(PNG) && !bytes.starts_with(JPEG) {
            return Err(DocumentError::NotAnImage { name: name.to_owned() });
        }
        self.0.insert(name.to_owned(), bytes);
        Ok(())
    }

    /// Says whether a picture of this name is there.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Goes through names and files in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use super::Images;

    #[test]
    fn only_png_and_jpeg_come_in() {
        let mut images = Images::new();
        assert!(images.insert("a", b"GIF89a".to_vec()).is_err());
        assert!(images.insert("a", b"\xff\xd8\xff\xe0".to_vec()).is_ok());
        assert!(images.contains("a"));
        assert!(!images.contains("b"));
    }
}
