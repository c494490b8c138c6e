//! The English texts of the first screen, which also define the fields of these texts.

macro_rules! texts {
    ($($name:ident: $english:literal,)*) => {
        /// The texts of the first screen in one language.
        #[derive(Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each field is its own description")]
        pub struct ShellText { $(pub $name: &'static str,)* }

        /// The first screen in English.
        pub static ENGLISH_SHELL: ShellText = ShellText { $($name: $english,)* };
    };
}

texts! {
    // Header
    skip_to_results: "Skip to the results",
    theme_system: "Theme: system",
    theme_light: "Theme: light",
    theme_dark: "Theme: dark",
    language: "Language",
    shortcuts: "Keyboard shortcuts",
    undo_step: "Undo",
    redo_step: "Redo",
    offline: "You are offline. Everything you type is saved, and demo mode and your pictures still work.",
    part_loading: "Loading this part of Studio …",
    part_missing: "A part of Studio could not be loaded. Check the connection and try again, or reload the page.",
    settings: "Settings",

    // Demo mode
    sandbox: "Demo mode",
    sandbox_label: "simple drawings made on this device.",
    sandbox_use_key: "Add your API key",
    sandbox_use_key_why: "for the real model.",

    // Composer
    composer: "New picture",
    all_options: "All options",
    prompt: "Prompt",
    prompts: "Prompts",
    prompt_placeholder: "What should the picture show?",
    prompt_placeholder_edit: "What should change?",
    prompt_shortcut: "Ctrl + Enter to generate",
    prompt_shortcut_mac: "⌘ + Enter to generate",
    images: "Images",
    add_images: "Add images",
    add_images_hint: "or drop or paste images or links here",
    from_web: "Add from URL",
    from_web_address: "Image URL",
    from_web_add: "Add",
    drop_here: "Drop to add",
    aspect_ratio: "Aspect ratio",
    ratio_auto: "Auto",
    variants: "Number of images",
    fewer: "Fewer images",
    more: "More images",
    image_size: "Image size",
    size_usual: "Default",
    advanced: "Advanced",
    generate: "Generate",
    free: "free",
    model: "Model",
    cancel: "Cancel",
    cancel_all: "Cancel all",

    // Progress
    queue_another: "Add to queue",

    // Results
    results: "Results",
    empty_title: "Make or edit a picture with words.",
    door_describe: "Describe a picture",
    door_describe_how: "Or begin with one of these:",
    door_edit: "Edit a photo",
    door_edit_how: "Choose one, or drop or paste it on this page. Then say what to change:",
    edit_night: "Make it night",
    edit_old: "Like an old photo",
    edit_balloon: "Add a red balloon",
    example_1: "A lighthouse on a cliff by the sea, moonlit night",
    example_2: "A red sailboat on a calm lake at sunset",
    example_3: "A hot-air balloon over the mountains at dawn",
    example_4: "A robot in a neon city at night",

    // Notices
    use_details: "Use this prompt",
    undo: "Undo",
    show: "Show",
    dismiss: "Dismiss",
}
