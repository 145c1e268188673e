//! Bytes: as Base64 in text (format `byte`), or as they are (format `binary`).

use std::fmt;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;

use crate::error::DecodeError;
use crate::fill::Fill;
use crate::reader::Reader;
use crate::visit::{Visit, Visitor};

/// Writes padding and reads with or without it (RFC 4648, section 4).
const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Bytes that are Base64 on the wire (format `byte`).
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Base64(pub Vec<u8>);

/// Bytes that stand on the wire as they are (format `binary`), perhaps those of a file; in JSON they are Base64.
///
/// ```
/// # use openapi_runtime::Binary;
/// let logo = Binary::from("…").named("logo.png").typed("image/png");
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Binary {
    /// The bytes.
    pub bytes: Bytes,
    /// The file's name, which multipart sends; the property's name where there is none.
    pub name: Option<String>,
    /// The media type, which multipart and raw bodies send; the document's where there is none.
    pub media_type: Option<String>,
}

impl Binary {
    /// The same bytes under this file name.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The same bytes of this media type.
    #[must_use]
    pub fn typed(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }
}

/// These bytes as Base64.
pub(crate) fn encode(bytes: &[u8]) -> String {
    ENGINE.encode(bytes)
}

/// The bytes of the next string, which is Base64.
fn read(reader: &mut Reader<'_>) -> Result<Vec<u8>, DecodeError> {
    let decoded = ENGINE.decode(&*reader.text_as("a string in Base64")?);
    decoded.map_err(|_| reader.refuse("format", "expected a string in Base64, found another"))
}

impl<B: Into<Vec<u8>>> From<B> for Base64 {
    fn from(bytes: B) -> Self {
        Self(bytes.into())
    }
}

impl<B: Into<Bytes>> From<B> for Binary {
    fn from(bytes: B) -> Self {
        Self {
            bytes: bytes.into(),
            ..Self::default()
        }
    }
}

impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64({} bytes)", self.0.len())
    }
}

impl fmt::Debug for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Binary({} bytes)", self.bytes.len())
    }
}

impl Visit for Base64 {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.string(&encode(&self.0));
    }
}

impl Visit for Binary {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.bytes(self);
    }
}

impl Fill for Base64 {
    fn blank() -> Self {
        Self::default()
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.0 = read(reader)?;
        Ok(())
    }
}

impl Fill for Binary {
    fn blank() -> Self {
        Self::default()
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = Self::from(read(reader)?);
        Ok(())
    }
}
