//! Every word that a person reads or hears, in one place, so that a second language is a second value of [`Text`].
//!
//! Words in braces are filled in where the text is used. The names that tests and assistive technology find things
//! by ("Prompt", "Generate", …) are part of the project's contract: a test below holds them.

macro_rules! texts {
    ($($name:ident: $english:literal,)*) => {
        /// The texts of one language.
        #[derive(Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each field is its own description")]
        pub struct Text { $(pub $name: &'static str,)* }

        /// English.
        pub const ENGLISH: Text = Text { $($name: $english,)* };
    };
}

texts! {
    // Masthead
    skip_to_results: "Skip to the results",
    theme_system: "Theme: as the system",
    theme_light: "Theme: light",
    theme_dark: "Theme: dark",
    settings: "Settings",

    // Sandbox label
    sandbox: "Sandbox",
    sandbox_label: "no key is set, so pictures are drawn in your browser as a stand-in. No model is asked and nothing leaves this device.",
    sandbox_use_key: "Use your own key",
    sandbox_use_key_why: "to ask the real model.",

    // Composer
    composer: "New picture",
    prompt: "Prompt",
    prompt_placeholder: "What should the picture show?",
    prompt_placeholder_edit: "What should change?",
    prompt_missing: "Write what the picture should show, then press Generate.",
    prompt_shortcut: "Ctrl + Enter to generate",
    prompt_shortcut_mac: "⌘ + Enter to generate",
    images: "Images",
    add_images: "Add images",
    add_images_hint: "or drop or paste them here",
    drop_here: "Drop to add",
    remove: "Remove {name}",
    pasted_name: "pasted image",
    images_full: "{model} takes up to {limit} images: {name} was left out.",
    image_unreadable: "{name} was left out: {reason}",
    image_type_refused: "the service takes PNG, JPEG, WebP and HEIC.",
    aspect_ratio: "Aspect ratio",
    ratio_auto: "Auto",
    generate: "Generate",
    cancel: "Cancel",

    // Progress
    progress: "Progress",
    preparing: "Preparing",
    sending: "Sending",
    waiting: "Waiting for the model",
    receiving: "Receiving the picture",
    retrying: "Busy, trying again in {seconds} s",
    attempt: "try {number}",
    cancelled: "Cancelled. Your words and images are still here.",
    ready: "The picture is ready: {width} by {height} pixels.",
    developing: "Developing",

    // Results
    results: "Results",
    empty_title: "Nothing on the plate yet",
    empty_lead: "Describe a picture and press Generate. Or begin with one of these:",
    example_1: "A lighthouse keeper's cat on a brass telescope, storm light, wet-plate look",
    example_2: "One pear on a blue cloth, a single window, deep shadow",
    example_3: "A greenhouse at night seen from the garden, ferns pressed against the glass",
    example_4: "Map of an island shaped like a sleeping fox, ink and watercolour",
    download: "Download",
    copy: "Copy",
    edit: "Edit",
    compare: "Compare",
    delete: "Delete",
    made_from: "Made from “{name}”",
    model_said: "The model added",
    sandbox_picture: "Sandbox picture",
    fact_model: "Made by",
    fact_size: "Size",
    fact_file: "File",
    fact_tokens: "Used",
    fact_cost: "Cost",
    fact_time: "Time",
    tokens: "{count} tokens",
    cost: "about {dollars}",
    pixels: "{width} × {height} px",

    // Notices
    downloaded: "Saved as {name}",
    copied: "The picture is on the clipboard.",
    copy_failed: "This browser did not allow copying pictures. Download works instead.",
    deleted: "Deleted.",
    inputs_replaced: "Your input images made room for this result.",
    undo: "Undo",
    dismiss: "Dismiss",
    key_forgotten: "The key is forgotten.",

    // Compare
    compare_title_origin: "Before and after",
    compare_title_other: "One against another",
    compare_with: "Against",
    compare_divide: "Divide",
    compare_alone: "This is the only picture so far: make another one to compare it with.",
    compare_hint: "Drag, or use the arrow keys.",
    close: "Close",

    // Settings
    endpoint: "Endpoint",
    endpoint_hint: "The address of a Gemini-style API, without /v1beta. A proxy of yours works too.",
    endpoint_wrong: "This should begin with https:// (or http://, or / for a path on this host).",
    api_key: "API key",
    key_show: "Show",
    key_hide: "Hide",
    key_show_long: "Show what is typed",
    key_forget: "Forget it",
    key_hint: "It stays in this tab and goes to the endpoint alone. Leave it empty for the sandbox.",
    key_remember: "Remember on this device",
    key_header: "How it is sent",
    key_header_bearer: "Authorization: Bearer (relays)",
    key_header_google: "x-goog-api-key (Google)",
    key_header_proxy: "Not at all: my proxy adds it",
    model: "Model",
    model_hint: "Pick one, or type any name that the endpoint knows.",
    restore_defaults: "Restore defaults",
    done: "Done",

    // Failures: headline, then what to do
    said: "The model said",
    what_network: "Nothing came back. A browser does not say why: the connection may be down, the address may be wrong, or the service may not let web pages call it (CORS).",
    what_not_the_api: "Something answered, but it is not an image service.",
    what_timeout: "No whole answer came in time.",
    sandbox_missing: "The sandbox could not be loaded from this page.",
    failed: "That did not work",
    failed_key: "The key was not accepted",
    failed_allowance: "The allowance is used up",
    failed_busy: "The service is busy",
    failed_reach: "The service was not reached",
    failed_refused: "The model declined",
    failed_no_picture: "No picture came back",
    failed_late: "It took too long",
    failed_image: "An image could not be used",
    advise_again: "Nothing you typed is lost. If it happens again, the small print helps whoever runs the endpoint.",
    advise_auth: "Settings has both: the key, and how it is sent. The address in use is {endpoint}.",
    advise_permission: "Another key may do, or another model than {model}.",
    advise_billing: "With another key you can go on at once.",
    advise_quota: "With another key, or another model than {model}, you can go on at once.",
    advise_rate_limited: "Your words and images stay as they are.",
    advise_busy: "This usually passes within a minute. Your words and images stay as they are.",
    advise_network: "The address in use is {endpoint}.",
    advise_not_the_api: "The address in use is {endpoint}. It should be a Gemini-style API, without /v1beta at its end.",
    advise_region: "The address in use is {endpoint}.",
    advise_model: "The model in use is {model}.",
    advise_refused: "Leaving out the names of people and brands often helps.",
    advise_no_image: "It helps to begin with “A picture of …”.",
    advise_max_tokens: "A simpler wish leaves room for the picture.",
    advise_timeout: "It may still be billed. Fewer images are faster.",
    advise_input: "Saved as PNG or JPEG and added again, it will most likely work.",
    advise_too_large: "The request may have 20 MB in all.",
    advise_invalid: "Another aspect ratio may do, or another model than {model}.",
    remedy_again: "Try again",
    remedy_key: "Check the key",
    remedy_endpoint: "Check the address",
    remedy_model: "Choose another one",
    remedy_reword: "Reword it",
    remedy_images: "Take the images away",
}

/// Puts `value` in place of the word in braces.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(template.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_the_contract_hold() {
        let text = &ENGLISH;
        let names = [
            text.prompt,
            text.generate,
            text.cancel,
            text.add_images,
            text.aspect_ratio,
            text.results,
            text.download,
            text.copy,
            text.edit,
            text.compare,
            text.delete,
            text.settings,
            text.endpoint,
            text.api_key,
            text.model,
        ];
        let fixed = [
            "Prompt",
            "Generate",
            "Cancel",
            "Add images",
            "Aspect ratio",
            "Results",
            "Download",
            "Copy",
            "Edit",
            "Compare",
            "Delete",
            "Settings",
            "Endpoint",
            "API key",
            "Model",
        ];
        assert_eq!(names, fixed);
    }

    #[test]
    fn no_other_button_or_field_can_be_mistaken_for_one_of_them() {
        let text = &ENGLISH;
        let others = [
            text.remove,
            text.undo,
            text.dismiss,
            text.close,
            text.done,
            text.sandbox_use_key,
            text.key_show_long,
            text.key_forget,
            text.key_header,
            text.key_remember,
            text.restore_defaults,
            text.remedy_again,
            text.remedy_key,
            text.remedy_endpoint,
            text.remedy_model,
            text.remedy_reword,
            text.remedy_images,
            text.theme_system,
            text.theme_light,
            text.theme_dark,
            text.compare_with,
            text.compare_divide,
            text.example_1,
            text.example_2,
            text.example_3,
            text.example_4,
            text.skip_to_results,
            text.progress,
        ];
        let fixed = [
            "prompt",
            "generate",
            "cancel",
            "add images",
            "aspect ratio",
            "download",
            "copy",
            "edit",
            "compare",
            "delete",
            "settings",
            "endpoint",
            "api key",
            "model",
        ];
        for other in others {
            let clash = fixed.iter().find(|name| other.to_lowercase().contains(*name));
            assert_eq!(clash, None, "{other}");
        }
    }

    #[test]
    fn braces_are_filled() {
        assert_eq!(fill("{a} of {b}", &[("a", "1"), ("b", "2")]), "1 of 2");
    }
}
