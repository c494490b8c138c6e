"""Google's own client for Python, unchanged, with its base URL at the emulator: prints what it got, as JSON."""

import io
import json
import sys

from google import genai
from google.genai import errors, types

MODEL = "gemini-2.5-flash-image"


def client(key: str, path: str = "") -> genai.Client:
    options = types.HttpOptions(base_url=sys.argv[1] + path)
    return genai.Client(api_key=key, http_options=options)


def pictures(response) -> list[bytes]:
    parts = response.candidates[0].content.parts or []
    return [part.inline_data.data for part in parts if part.inline_data]


def error_of(google: genai.Client) -> list:
    try:
        google.models.generate_content(model=MODEL, contents="a red fox")
    except errors.APIError as error:
        return [error.code, error.status, error.message]
    return []


def main() -> None:
    google = client("sk-test")
    config = types.GenerateContentConfig(image_config=types.ImageConfig(aspect_ratio="16:9"), seed=7)
    drawn = google.models.generate_content(model=MODEL, contents="a red fox", config=config)
    picture = pictures(drawn)[0]
    streamed = google.models.generate_content_stream(model=MODEL, contents="a red fox")
    inline = types.Part.from_bytes(data=picture, mime_type="image/png")
    edited = google.models.generate_content(model=MODEL, contents=["make it black and white", inline])

    file = google.files.upload(file=io.BytesIO(picture), config={"mime_type": "image/png", "display_name": "fox"})
    by_address = google.models.generate_content(model=MODEL, contents=["make it black and white", file])
    listed = [found.name for found in google.files.list()]
    google.files.delete(name=file.name)

    chat = google.chats.create(model=MODEL)
    turns = [len(pictures(chat.send_message(words))) for words in ("a boat", "make it sepia")]

    print(json.dumps({
        "size": [int.from_bytes(picture[at:at + 4], "big") for at in (16, 20)],
        "reason": drawn.candidates[0].finish_reason.value,
        "streamed": sum(len(pictures(chunk)) for chunk in streamed if chunk.candidates[0].content.parts),
        "isSame": pictures(edited)[0] == pictures(by_address)[0],
        "file": {"name": file.name, "mime": file.mime_type, "state": file.state.value, "size": file.size_bytes, "isListed": file.name in listed},
        "pictureLength": len(picture),
        "turns": turns,
        "models": [model.name for model in google.models.list()],
        "badKey": error_of(client("sk-bad")),
        "closed": error_of(client("sk-test", "/scenario/closed-model")),
    }))


main()
