"""Messages: paths of `.eml` files come in, one JSON list goes out: what Python's own parser says of each.

It promises to name every defect that the parser notes, of the message, of its headers and of its parts.
"""

import json
import sys
from email import message_from_binary_file, policy


def defects_of(part):
    """Returns the defects of a part and of its headers, and asks each header for its value, which parses it."""
    found = [f"{type(defect).__name__}: {defect}" for defect in part.defects]
    for name, value in part.items():
        found += [f"{name}: {type(defect).__name__}: {defect}" for defect in value.defects]
    return found


def tell(path):
    """Returns what there is to say of one message; one that the parser does not survive has that as its defect."""
    with open(path, "rb") as file:
        message = message_from_binary_file(file, policy=policy.default)
    try:
        return tell_of(message)
    except Exception as error:  # The parser raises whatever it stumbles over.
        return {"defects": [f"cannot be parsed: {error!r}"]}


def tell_of(message):
    """Returns what there is to say of a message that was parsed."""
    parts = list(message.iter_parts())
    texts = [part.get_content() for part in parts if part.get_content_maintype() == "text"]
    date = message["date"]
    return {
        # The contents are decoded first: only then are defects of their encoding known.
        "texts": texts,
        "defects": [defect for part in message.walk() for defect in defects_of(part)],
        "type": message.get_content_type(),
        "parts": [part.get_content_type() for part in parts],
        "charsets": [part.get_content_charset() for part in parts],
        "subject": str(message["subject"] or ""),
        "language": str(message["content-language"] or ""),
        "id": str(message["message-id"] or ""),
        "senders": [str(address) for address in message["from"].addresses] if message["from"] else [],
        "zone": bool(date and date.datetime and date.datetime.tzinfo),
        "names": [name.lower() for name in message.keys()],
    }


json.dump([tell(path) for path in sys.argv[1:]], sys.stdout)
