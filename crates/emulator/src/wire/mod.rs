//! The JSON of a request: its fields ([`schema`]), their validation ([`check`]), the parsed request
//! ([`parsed_request`]), and the limits of the model ([`limits`]).

pub mod check;
mod limits;
pub mod parsed_request;
pub mod schema;
