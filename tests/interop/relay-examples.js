// The examples of the relay's page for this model, verbatim except for line breaks: the page joins its lines, while
// here each line of the shell ends at its backslash.

/** The host in the examples, which tests replace. */
export const HOST = "https://api.tokaify.com";

/** The page's first example, which has no key because it only shows the format of a request. */
export const CURL_WITHOUT_KEY = String.raw`curl -X POST "https://api.tokaify.com/v1beta/models/gemini-2.5-flash-image:generateContent" \
 -H "Content-Type: application/json" \
 -d '{ "contents": [ { "parts": [ { "text": "Writing a four-word Chinese short poem on the theme of urban night rain." } ] } ], "generationConfig": { "temperature": 0.7, "maxOutputTokens": 100000 } }'`;

export const CURL = String.raw`curl "https://api.tokaify.com/v1beta/models/gemini-2.5-flash-image:generateContent" \
-H "Authorization: Bearer $TOKAIFY_API_KEY" \
-H "Content-Type: application/json" \
-d '{
"contents": [{ "role": "user", "parts": [{ "text": "Generate a 16:9 modern API documentation cover in a minimalist blue-and-white style." }] }],
"generationConfig": {
"responseModalities": ["IMAGE"],
"imageConfig": { "aspectRatio": "16:9" }
}
}'`;

export const JAVASCRIPT = String.raw`const response = await fetch("https://api.tokaify.com/v1beta/models/gemini-2.5-flash-image:generateContent", {
method: "POST",
headers: { Authorization: ${"`Bearer ${process.env.TOKAIFY_API_KEY}`"}, "Content-Type": "application/json" },
body: JSON.stringify({
contents: [{ role: "user", parts: [{ text: "Generate a 16:9 modern API documentation cover in a minimalist blue-and-white style." }] }],
generationConfig: { responseModalities: ["IMAGE"], imageConfig: { aspectRatio: "16:9" } },
}),
});
console.log(await response.json());`;

/** Needs the package "requests"; the key is part of the code. */
export const PYTHON = String.raw`import requests
response = requests.post(
"https://api.tokaify.com/v1beta/models/gemini-2.5-flash-image:generateContent",
headers={"Authorization": "Bearer YOUR_TOKAIFY_API_KEY"},
json={
"contents": [{"role": "user", "parts": [{"text": "Generate a 16:9 modern API documentation cover in a minimalist blue-and-white style."}]}],
"generationConfig": {"responseModalities": ["IMAGE"], "imageConfig": {"aspectRatio": "16:9"}},
},
)
print(response.json())`;
