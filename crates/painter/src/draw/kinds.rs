//! The elements of a scene.

/// The light of a scene: the time of day, the weather or neon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// Before sunrise.
    Dawn,
    /// Full light.
    Day,
    /// A low sun.
    Sunset,
    /// After sunset.
    Dusk,
    /// Moon and stars.
    Night,
    /// Grey weather.
    Overcast,
    /// Coloured light at night.
    Neon,
}

/// The scenery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Place {
    Mountains,
    Hills,
    Sea,
    City,
    Forest,
    Desert,
    Table,
    Space,
    Poster,
}

/// A figure in the scenery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Subject {
    Cat,
    Fox,
    Bird,
    Fish,
    Person,
    Tree,
    Flower,
    Boat,
    House,
    Lighthouse,
    Balloon,
    Rocket,
    Robot,
    Cup,
    Apple,
    Banana,
    Vase,
}

/// Rain or snow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Weather {
    Rain,
    Snow,
}
