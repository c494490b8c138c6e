//! The JSON of a request: which fields exist ([`schema`]), whether they were used rightly ([`check`]),
//! the parsed request ([`parsed_request`]), and whether the model does that ([`limits`]).

pub mod check;
mod limits;
pub mod parsed_request;
pub mod schema;
