//! Line icons on a 24 × 24 grid, in the colour of the surrounding text.

use leptos::prelude::*;

/// A line icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    /// A frame with a plus: add images.
    Add,
    /// Half dark, half light: compare.
    Compare,
    /// Two frames: copy.
    Copy,
    /// A cross: remove, close.
    Cross,
    /// A bin: delete.
    Delete,
    /// An arrow onto a tray: download.
    Download,
    /// A retouching brush: edit.
    Edit,
    /// A folder: collections.
    Collection,
    /// A half-shaded disc: system theme.
    ThemeSystem,
    /// A sun: light theme.
    Sun,
    /// A moon: dark theme.
    Moon,
    /// Two sliders: settings.
    Settings,
    /// A frame with an exclamation mark: warning.
    Warning,
    /// A brush on a frame: change a part.
    Retouch,
    /// A star: favourite.
    Star,
    /// A frame beside lines: use as a reference.
    Reference,
    /// An arrow back: undo.
    Undo,
    /// An arrow forward: redo.
    Redo,
    /// Four frames: the contact sheet.
    Sheet,
    /// A chevron to the left: previous.
    Previous,
    /// A chevron to the right: next.
    Next,
    /// Three dots: more.
    More,
    /// Four corners: open.
    Open,
    /// Two right angles: crop.
    Crop,
    /// A circular arrow: rotate.
    Rotate,
    /// A circular arrow to the left: rotate left.
    RotateLeft,
    /// A frame within four corners: expand.
    Expand,
    /// Two links of a chain: copy a link.
    Link,
    /// An arrow that leaves a tray: share.
    Share,
}

impl Glyph {
    fn path(self) -> &'static str {
        match self {
            Self::Add => "M12 8v8M8 12h8M7 3.5h10l3.5 3.5v10L17 20.5H7L3.5 17V7z",
            Self::Collection => "M3.5 19V5.500h6l2 2.500h9v11z",
            Self::Compare => "M12 3v18M10 6H6L4 8v8l2 2h4M14 6h4l2 2v8l-2 2h-4",
            Self::Copy => "M9 8.5h9l2 2v8l-2 2H9l-2-2v-8zM16 5.5l-2-2H5l-2 2v8l2 2",
            Self::Cross => "M6.5 6.5l11 11M17.5 6.5l-11 11",
            Self::Delete => "M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10.5 11v5.5M13.5 11v5.5",
            Self::Download => "M12 4v11M7.5 10.5L12 15l4.5-4.5M4.5 16.5v3h15v-3",
            Self::Edit => {
                "M14 6.5l3.5 3.5L9 18.5c-1.5 1.5-4 1.5-5.5 1 1.3-.7 1-3 2-4.5zM15.5 5l2-1.5 3 3-1.5 2"
            }
            Self::ThemeSystem => "M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16M15 8v8M17.5 9.5v5",
            Self::Sun => {
                "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"
            }
            Self::Moon => "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
            Self::Settings => {
                "M3.5 8h9M18.5 8h2M15.5 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM3.5 16h2M11.5 16h9M8.5 13.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z"
            }
            Self::Retouch => {
                "M9 4.5H4.5v15h15V15M20.5 4L13 11.5M13 11.5c-2 0-2.5 1.500-4.500 4 2.500 0 4.500-1 4.500-4z"
            }
            Self::Star => "M12 3.5l2.6 5.6 6 .8-4.4 4.2 1.1 6.1-5.3-3-5.3 3 1.1-6.1-4.4-4.2 6-.8z",
            Self::Undo => "M8.5 5L4 9.5 8.500 14M4 9.500h10.500l5 5V15l-5 5H10",
            Self::Redo => "M15.500 5L20 9.500 15.500 14M20 9.500H9.500l-5 5V15l5 5H14",
            Self::Reference => "M3.5 5.5h11v13h-11zM18 8.5h2.5M18 12h2.5M18 15.5h2.5",
            Self::Sheet => "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z",
            Self::Previous => "M14.500 5.500L8 12l6.500 6.500",
            Self::Next => "M9.500 5.500L16 12l-6.500 6.500",
            Self::More => "M5 12h.5M11.75 12h.5M18.500 12h.5",
            Self::Open => "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
            Self::Crop => "M7 2.5V17h14.5M2.5 7H17v14.5",
            Self::Rotate => "M20 4v5h-5M19.5 9A8 8 0 1 0 20 14",
            Self::RotateLeft => "M4 4v5h5M4.5 9A8 8 0 1 1 4 14",
            Self::Expand => "M8.5 8.5h7v7h-7zM3.5 8V3.5H8M16 3.5h4.5V8M20.5 16v4.5H16M8 20.5H3.5V16",
            Self::Link => "M10 7.500H6.500l-3 3v3l3 3H10M14 7.500h3.500l3 3v3l-3 3H14M8 12h8",
            Self::Share => "M12 15V4M7.500 8.500L12 4l4.500 4.500M8 11.500H4.500v8h15v-8H16",
            Self::Warning => "M12 8v5M12 16v.5M8 3.5h8l4.5 4.5v8L16 20.5H8L3.5 16V8z",
        }
    }
}

/// A decorative icon, hidden from assistive technology because the text beside it has the name.
#[component]
pub fn Icon(
    /// The glyph.
    #[prop(into)]
    glyph: Signal<Glyph>,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
            <path d=move || glyph.get().path()></path>
        </svg>
    }
}
