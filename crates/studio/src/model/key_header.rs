//! The header that carries the key.

/// How the key travels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum KeyHeader {
    /// `Authorization: Bearer`, as relays want it.
    #[default]
    Bearer,
    /// `x-goog-api-key`, as Google's own host wants it.
    Google,
    /// Not at all: a proxy of the user's own adds it.
    Proxy,
}

impl KeyHeader {
    /// Every way, in the order of the list.
    pub const ALL: [Self; 3] = [Self::Bearer, Self::Google, Self::Proxy];

    /// Its name in the list and in storage.
    pub fn value(self) -> &'static str {
        match self {
            Self::Bearer => "bearer",
            Self::Google => "x-goog-api-key",
            Self::Proxy => "none",
        }
    }

    /// Reads such a name back; anything unknown is the default.
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
