//! The JSON of a request: which fields exist ([`schema`]), whether they were used rightly ([`check`]),
//! and what was asked for ([`ask`]).

pub mod ask;
pub mod check;
pub mod schema;
