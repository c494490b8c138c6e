//! Prints the table of options as JSON: `cargo run -p tintype-protocol --example options`
//!
//! Lists the name, the kind, the field in the request body and the accepted values of each option.
#![allow(clippy::print_stdout)]

use tintype_protocol::json::{Map, Value, array};
use tintype_protocol::model::MODELS;
use tintype_protocol::request::table::{Kind, Place, Row, TABLE};

fn main() {
    println!("{}", array(TABLE.iter().map(described)));
}

fn described(row: &Row) -> Value {
    let mut option = Map::new();
    option.push("name", row.name);
    option.push("kind", kind(row.kind));
    if let Some(field) = field(row.place) {
        option.push("field", field);
    }
    match row.kind {
        Kind::OfModel(values, otherwise) => {
            let models =
                MODELS.iter().map(|model| (model.id.to_owned(), array(values(model).iter().copied())));
            option.push("models", models.collect::<Map>());
            option.push("otherwise", otherwise.trim());
        }
        Kind::Names(names, _) => option.push("values", array(names().iter().copied())),
        Kind::Number(low, high) => option.push("limits", format!("{low} to {high}")),
        Kind::Whole(low, high) => option.push("limits", whole(low, high)),
        Kind::Only(only, _) => option.push("limits", format!("{only} only")),
        Kind::Texts(most, _) => option.push("limits", format!("at most {most}")),
        Kind::List(items) => option.push("items", items),
        Kind::Text | Kind::Object | Kind::Flag => {}
    }
    option.into()
}

/// Returns the type in JavaScript.
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::OfModel(..) => "string",
        Kind::Number(..) | Kind::Whole(..) | Kind::Only(..) => "number",
        Kind::Names(..) | Kind::Texts(..) => "strings",
        Kind::List(_) => "objects",
        Kind::Object => "object",
        Kind::Flag => "boolean",
    }
}

/// Returns the path of the field in the request body, or `None` for an option without a field.
fn field(place: Place) -> Option<String> {
    match place {
        Place::Body(name) => Some(name.to_owned()),
        Place::Config(name) => Some(format!("generationConfig.{name}")),
        Place::ImageConfig(name) => Some(format!("generationConfig.imageConfig.{name}")),
        Place::Call => None,
    }
}

fn whole(low: i32, high: i32) -> String {
    match (low, high) {
        (i32::MIN, i32::MAX) => "integer of 32 bits".to_owned(),
        (low, i32::MAX) => format!("integer from {low}"),
        (low, high) => format!("integer from {low} to {high}"),
    }
}
