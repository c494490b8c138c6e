//! The HTTP header that carries the key.

/// The authentication scheme of requests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum KeyHeader {
    /// The header `Authorization: Bearer`, which relays expect.
    #[default]
    Bearer,
    /// The header `x-goog-api-key`, which Google's own host expects.
    Google,
    /// No header, because a proxy of the user adds the key.
    Proxy,
}

impl KeyHeader {
    /// All schemes, in the order of the list.
    pub const ALL: [Self; 3] = [Self::Bearer, Self::Google, Self::Proxy];

    /// Returns the name in the list and in storage.
    pub fn value(self) -> &'static str {
        match self {
            Self::Bearer => "bearer",
            Self::Google => "x-goog-api-key",
            Self::Proxy => "none",
        }
    }

    /// Parses such a name. An unknown name is the default.
    pub fn from_value(value: &str) -> Self {
        Self::ALL.into_iter().find(|header| header.value() == value).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_headers_survive_storage() {
        KeyHeader::ALL
            .into_iter()
            .for_each(|header| assert_eq!(KeyHeader::from_value(header.value()), header));
        assert_eq!(KeyHeader::from_value("?"), KeyHeader::Bearer);
    }
}
