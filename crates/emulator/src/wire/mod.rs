//! The JSON of a request: which fields exist ([`schema`]), whether they were used rightly ([`check`]),
//! what was asked for ([`ask`]), and whether the model does that ([`limits`]).

pub mod ask;
pub mod check;
mod limits;
pub mod schema;
